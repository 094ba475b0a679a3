import { initials } from './initials.rules.js';

it.each([
  ['Ling Chen', 'LC'],
  ['Ana María de la Cruz', 'AC'],
  ['王小明', '小明'],
  ['wei', 'W'],
  ['👩‍🌾 Farm', '👩F'],
  ['   ', '?'],
])('stands for %s as %s', (name, expected) => {
  expect(initials(name)).toBe(expected);
});
