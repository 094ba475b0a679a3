import type { FieldValue, FieldValues } from '#contracts/common.js';
import type { FieldKind } from '#contracts/custom-fields.js';
import { wordsOf } from '#contracts/custom-fields.rules.js';

/** A value as rows hold it. */
export interface ValueRow {
  readonly nth: number;
  readonly word: string;
  readonly number: number | null;
  readonly day: Date | null;
  readonly text: string | null;
}

/** The rows of one value: one for each word that it is looked for by. */
export function rowsOf(kind: FieldKind, value: FieldValue): ValueRow[] {
  return wordsOf(value).map((word, nth) => ({
    nth,
    word,
    number: kind === 'number' && typeof value === 'number' ? value : null,
    day: kind === 'date' && typeof value === 'string' ? new Date(`${value}T00:00:00Z`) : null,
    text: (kind === 'text' || kind === 'link') && typeof value === 'string' ? value : null,
  }));
}

/** The value that these rows hold, in the order of `nth`. */
export function valueOf(kind: FieldKind, rows: readonly ValueRow[]): FieldValue | null {
  const [first] = rows;
  if (!first) return null;
  switch (kind) {
    case 'text':
    case 'link':
      return first.text;
    case 'number':
      return first.number;
    case 'date':
      return first.day?.toISOString().slice(0, 10) ?? null;
    case 'yes_no':
      return first.word === 'yes';
    case 'choice':
      return first.word;
    case 'multi_choice':
      return rows.map(({ word }) => word);
  }
}

/** Values by key. Made without a prototype, because a key may be called like something every object has. */
export function valuesOf(fields: readonly { id: string; key: string; kind: FieldKind }[], rows: readonly (ValueRow & { fieldId: string })[]): FieldValues {
  const entries = fields.flatMap(({ id, key, kind }) => {
    const value = valueOf(kind, rows.filter(({ fieldId }) => fieldId === id).sort((a, b) => a.nth - b.nth));
    return value === null ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries);
}
