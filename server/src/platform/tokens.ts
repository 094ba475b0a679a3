/** Injection token of the parsed environment (an object, so it has no class to be found by). */
export const ENV = Symbol('Env');
