export const SWEEPS = Symbol('sweeps');
export interface SweepMark {
  everyMs: number;
  method: string;
}

/**
 * Marks a method as sweep: run about every `everyMs` by one process of all. It finds due rows by itself, so a
 * missed turn delays and loses nothing.
 */
export function Every(everyMs: number) {
  return (target: object, method: string, _: TypedPropertyDescriptor<() => Promise<void>>): void => {
    const marks: SweepMark[] = Reflect.getMetadata(SWEEPS, target) ?? [];
    Reflect.defineMetadata(SWEEPS, [...marks, { everyMs, method }], target);
  };
}
