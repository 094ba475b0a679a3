import { blankField, isSaid, tidied } from './field-draft.rules.js';

test('what another kind would ask for is not sent', () => {
  const draft = { ...blankField(), names: { en: ' Weight ', 'zh-CN': ' ' }, kind: 'number' as const, min: 1, decimals: 2, multiline: true, options: [{ names: { en: 'x' }, retired: false }] };
  expect(tidied(draft)).toMatchObject({ names: { en: 'Weight' }, min: 1, decimals: 2, multiline: false, options: [] });
  expect(tidied({ ...draft, kind: 'text' })).toMatchObject({ min: null, decimals: 0, multiline: true });
});

test('options without a word are left out, unless they are known by a key', () => {
  const draft = { ...blankField(), kind: 'choice' as const, options: [{ names: {}, retired: false }, { key: 'leak', names: { en: 'Leak' }, retired: true }] };
  expect(tidied(draft).options).toEqual([{ key: 'leak', names: { en: 'Leak' }, retired: true }]);
});

test('a condition that names nothing says nothing, but that something stands in a field is said', () => {
  expect([isSaid({ by: 'type', in: [] }), isSaid({ by: 'field', key: '', in: [] }), isSaid({ by: 'field', key: 'order', in: [] })]).toEqual([false, false, true]);
});
