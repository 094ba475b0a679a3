/** `--name=value` arguments over defaults; a number stays a number, and an unknown name is a fault. */
export function options(defaults) {
  const out = { ...defaults };
  for (const item of process.argv.slice(2)) {
    const [, name, value] = /^--([\w-]+)=(.*)$/.exec(item) ?? [];
    if (name === undefined || !(name in defaults)) throw new Error(`unknown argument ${item}; known: ${Object.keys(defaults).map((key) => `--${key}=`).join(' ')}`);
    out[name] = typeof defaults[name] === 'number' ? Number(value) : value;
  }
  return out;
}
