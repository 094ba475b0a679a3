import { join } from 'node:path';
import { soundHouse, PLANTED } from './architecture/planted-breaches.js';
import { RULES, ruleNames } from './architecture/rules.js';
import { readTree, show, type Tree } from './architecture/tree.js';

const house = readTree(join(__dirname, '..'));

describe('the house', () => {
  it.each(ruleNames)('%s', (name) => {
    expect(RULES[name](house).map(show)).toEqual([]);
  });
});

describe('a small sound house', () => {
  it.each(ruleNames)('%s', (name) => {
    expect(RULES[name](soundHouse).map(show)).toEqual([]);
  });
});

describe('a planted breach is found', () => {
  const cases = ruleNames.flatMap((name) =>
    PLANTED[name].map((plant, index) => ({ name, plant, title: `${name}: ${plant.what ?? Object.keys(plant.files)[0] ?? index}` })),
  );

  it.each(cases)('$title', ({ name, plant }) => {
    const broken: Tree = new Map([...soundHouse, ...Object.entries(plant.files)]);
    const found = RULES[name](broken);
    expect(found.map(({ file, line }) => `${file}:${line}`)).toContain(plant.at);
  });

  it('for every rule', () => {
    expect(ruleNames.filter((name) => PLANTED[name].length === 0)).toEqual([]);
  });
});
