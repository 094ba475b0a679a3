type Fields = Record<string, unknown>;

/** Bodies that no endpoint taking `good` may accept: for `test.each`, with a name each. */
export function garbageFor(good: Fields): [string, unknown][] {
  const bodies: [string, unknown][] = [
    ['no body', undefined],
    ['null', null],
    ['a list', [good]],
    ['a string', 'text'],
    ['a number', 7],
    ['an unknown field', { ...good, surprise: true }],
    ['an inherited name as field', { ...good, toString: 'x' }],
    [
      'deep nesting',
      {
        ...good,
        ...Object.fromEntries(
          Object.keys(good)
            .slice(0, 1)
            .map((key) => [key, deep(1_000)]),
        ),
      },
    ],
  ];
  for (const key of Object.keys(good)) {
    bodies.push(
      [`null as ${key}`, { ...good, [key]: null }],
      [`an object as ${key}`, { ...good, [key]: { $gt: '' } }],
      [`50,000 characters as ${key}`, { ...good, [key]: 'x'.repeat(50_000) }],
    );
  }
  return bodies;
}

function deep(levels: number): unknown {
  let value: unknown = 'bottom';
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}
