import type { FieldValue } from '#contracts/common.js';
import type { CustomField } from '#contracts/custom-fields.js';
import { checkValue, type FieldFault, type FieldSubject, sameValue, shownFields, valueAt } from '#contracts/custom-fields.rules.js';
import type { ErrorCode } from '#contracts/errors.js';

export type FieldWish = Readonly<Record<string, FieldValue | null>>;
export interface Change {
  readonly field: CustomField;
  readonly before: FieldValue | null;
  readonly after: FieldValue | null;
}
export interface Fault {
  readonly key: string;
  /** `not_shown`: its conditions do not hold, so nobody would see it. */
  readonly code: FieldFault | 'unknown' | 'retired' | 'not_shown';
}

/** What a wish would change, and what of it cannot be. What is as it was changes nothing. */
export function judge(known: readonly CustomField[], subject: FieldSubject, wish: FieldWish): { changes: Change[]; faults: Fault[] } {
  const faults: Fault[] = [];
  const changes: Change[] = [];
  for (const [key, wanted] of Object.entries(wish)) {
    const field = known.find((one) => one.key === key);
    if (!field) {
      faults.push({ key, code: 'unknown' });
      continue;
    }
    const before = valueAt(subject.values, key) ?? null;
    const checked = wanted === null ? { value: null } : checkValue(field, wanted, before);
    if ('fault' in checked) faults.push({ key, code: checked.fault });
    else if (sameValue(before, checked.value)) continue;
    else if (field.retiredAt !== null) faults.push({ key, code: 'retired' });
    else changes.push({ field, before, after: checked.value });
  }
  // Several at once are judged by what they make together: a choice and what it asks for.
  const values = new Map(Object.entries(subject.values));
  for (const { field, after } of changes) {
    if (after === null) values.delete(field.key);
    else values.set(field.key, after);
  }
  const shown = new Set(shownFields(known, { ...subject, values: Object.fromEntries(values) }).map(({ key }) => key));
  for (const { field, after } of changes) if (after !== null && !shown.has(field.key)) faults.push({ key: field.key, code: 'not_shown' });
  return { changes, faults };
}

/** The same for whoever set nothing by hand: a step of a macro, a rule or a change of many. */
export function codeOf({ code }: Pick<Fault, 'code'>): ErrorCode {
  if (code === 'unknown' || code === 'retired') return 'field/gone';
  return code === 'not_shown' ? 'field/not_shown' : 'field/value_unfit';
}
