import { isStorable } from './profile.rules.js';

describe('preferences', () => {
  test.each([
    ['a flat record', { theme: 'dark', 'inbox.width': 320, compact: true, nothing: null }],
    ['a list', { order: ['a', 'b'] }],
    ['Chinese and emoji', { label: '客服 😀' }],
  ])('keep %s', (_, value) => {
    expect(isStorable(value)).toBe(true);
  });

  const deep = () => {
    let value: unknown = 'bottom';
    for (let level = 0; level < 50_000; level += 1) value = [value];
    return value;
  };
  test.each([
    ['U+0000 in a value', { a: 'x\u0000' }],
    ['U+0000 in a name', { 'x\u0000': 1 }],
    ['a lone surrogate', { a: ['\ud800'] }],
    ['50,000 levels', { a: deep() }],
    ['more than 16 KiB', { a: 'x'.repeat(17_000) }],
  ])('refuse %s', (_, value) => {
    expect(isStorable(value)).toBe(false);
  });
});
