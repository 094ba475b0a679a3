import type { FieldValue } from '#contracts/common.js';
import type { FieldKind } from '#contracts/custom-fields.js';
import { rowsOf, valueOf, valuesOf } from './field-rows.rules.js';

test.each<[FieldKind, FieldValue]>([
  ['text', '  Kettle "B09" 水壶 '],
  ['link', 'https://shop.example/Orders/A1047'],
  ['number', -12.5],
  ['date', '2026-02-28'],
  ['yes_no', true],
  ['yes_no', false],
  ['choice', 'leak'],
  ['multi_choice', ['dent', 'leak']],
])('a %s comes back from its rows as it was: %j', (kind, value) => {
  expect(valueOf(kind, rowsOf(kind, value))).toEqual(value);
});

test('what is looked for is cut to what an index takes, never in the middle of a sign', () => {
  const [row] = rowsOf('text', '😀'.repeat(300));
  expect([row?.word, row?.word.isWellFormed(), row?.text?.length]).toEqual(['😀'.repeat(200), true, 600]);
});

test('fields without rows have no value', () => {
  const fields = [{ id: 'a', key: 'constructor', kind: 'text' as const }, { id: 'b', key: 'reason', kind: 'multi_choice' as const }];
  const rows = rowsOf('multi_choice', ['x', 'y']).map((row) => ({ ...row, fieldId: 'b' }));
  expect(valuesOf(fields, rows.toReversed())).toEqual({ reason: ['x', 'y'] });
});
