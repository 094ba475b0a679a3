import { isOurs, namedBeside } from './participant.rules.js';

const BOXES = ['support@shop.example'];
const person = (address: string) => ({ address, name: '' });

test.each([
  ['support@shop.example', true],
  ['Support@Shop.example', true],
  ['support+t7-aaaa@shop.example', true],
  ['support@shop.example.evil.example', false],
  ['sales@shop.example', false],
  ['+@shop.example', false],
])('%s leads to a mailbox of ours: %s', (address, ours) => {
  expect(isOurs(address, BOXES)).toBe(ours);
});

test('names each once, and neither the requester nor us', () => {
  const named = namedBeside(['support@shop.example', 'mei@a.example', 'jo@b.example', 'jo@b.example', 'support+b1-x@shop.example'].map(person), ['MEI@a.example'], BOXES);
  expect(named.map(({ address }) => address)).toEqual(['jo@b.example']);
});

test('takes ten of a mail to a crowd', () => {
  expect(namedBeside(Array.from({ length: 40 }, (_, index) => person(`p${index}@b.example`)), [], BOXES)).toHaveLength(10);
});
