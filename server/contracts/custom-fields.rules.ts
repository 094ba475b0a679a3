import type { FieldNames, FieldValue, Locale } from './common.js';
import type { CustomField, FieldCondition, FieldGroup, FieldKind, FieldWhen } from './custom-fields.js';
import type { TicketType } from './tickets.js';

/** What decides about a field; the server has it from its row, the console from the API. */
export type FieldRule = Pick<CustomField, 'key' | 'kind' | 'multiline' | 'decimals' | 'min' | 'max' | 'required' | 'when' | 'retiredAt'> & { readonly options: readonly { readonly key: string; readonly retired: boolean }[] };
/** What conditions ask of a ticket. */
export interface FieldSubject {
  readonly type: TicketType;
  readonly teamId: string | null;
  readonly channelId: string;
  readonly tags: readonly string[];
  readonly values: Readonly<Record<string, FieldValue>>;
}

export type FieldFault = 'kind' | 'too_long' | 'not_one_line' | 'too_small' | 'too_big' | 'too_precise' | 'not_a_day' | 'option_unknown' | 'option_retired' | 'not_a_link';
/** A value as it is kept, null for nothing, or what is wrong with it. */
export type Checked = { readonly value: FieldValue | null } | { readonly fault: FieldFault };

export const LONGEST = { line: 200, text: 8000, link: 2000 } as const;
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
const EMPTY: Checked = { value: null };

const words = (value: FieldValue, most: number, lines: boolean): Checked => {
  if (typeof value !== 'string') return { fault: 'kind' };
  const text = value.replaceAll('\r\n', '\n').trim();
  if (text === '') return EMPTY;
  if (text.length > most) return { fault: 'too_long' };
  return CONTROL.test(lines ? text.replace(/[\n\t]/gu, '') : text) ? { fault: 'not_one_line' } : { value: text };
};

const day = (value: FieldValue): Checked => {
  if (value === '') return EMPTY;
  const parts = typeof value === 'string' ? /^([12]\d{3})-(\d\d)-(\d\d)$/.exec(value) : null;
  if (!parts || typeof value !== 'string') return { fault: typeof value === 'string' ? 'not_a_day' : 'kind' };
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value) ? { value } : { fault: 'not_a_day' };
};

const link = (value: FieldValue): Checked => {
  const held = words(value, LONGEST.link, false);
  if ('fault' in held || typeof held.value !== 'string') return held;
  // Whoever follows it must see where it leads: no name or password before the host.
  if (!URL.canParse(held.value)) return { fault: 'not_a_link' };
  const { protocol, username, password, host } = new URL(held.value);
  return (protocol === 'https:' || protocol === 'http:') && username + password === '' && host !== '' ? held : { fault: 'not_a_link' };
};

const number = ({ decimals, min, max }: FieldRule, value: FieldValue): Checked => {
  if (value === '') return EMPTY;
  if (typeof value !== 'number' || !Number.isFinite(value)) return { fault: 'kind' };
  if ((min !== null && value < min) || value < -1e15) return { fault: 'too_small' };
  if ((max !== null && value > max) || value > 1e15) return { fault: 'too_big' };
  return Number(value.toFixed(decimals)) === value ? { value: value + 0 } : { fault: 'too_precise' };
};

/** @param before what stands there: an option that is retired may stay */
const options = (field: FieldRule, wanted: readonly string[], before: FieldValue | null): FieldFault | null => {
  const held = before === null ? [] : [before].flat();
  for (const key of wanted) {
    const option = field.options.find((one) => one.key === key);
    if (!option) return 'option_unknown';
    if (option.retired && !held.includes(key)) return 'option_retired';
  }
  return null;
};

/** Holds a value against its field. */
export function checkValue(field: FieldRule, value: FieldValue, before: FieldValue | null = null): Checked {
  switch (field.kind) {
    case 'text':
      return words(value, field.multiline ? LONGEST.text : LONGEST.line, field.multiline);
    case 'number':
      return number(field, value);
    case 'date':
      return day(value);
    case 'yes_no':
      return typeof value === 'boolean' ? { value } : { fault: 'kind' };
    case 'link':
      return link(value);
    case 'choice': {
      if (typeof value !== 'string') return { fault: 'kind' };
      const fault = value === '' ? null : options(field, [value], before);
      return fault ? { fault } : { value: value || null };
    }
    case 'multi_choice': {
      if (!Array.isArray(value)) return { fault: 'kind' };
      const fault = options(field, value, before);
      if (fault) return { fault };
      const kept = field.options.flatMap(({ key }) => (value.includes(key) ? [key] : []));
      return { value: kept.length > 0 ? kept : null };
    }
  }
}

/** What stands in a field. A key may be called like something every object has. */
export const valueAt = (values: Readonly<Record<string, FieldValue>>, key: string): FieldValue | undefined => (Object.hasOwn(values, key) ? values[key] : undefined);
/** How a value is compared and looked for: in one case and one form, so that what looks alike is alike. */
export const foldWord = (text: string): string => [...text.normalize('NFKC').trim().toLowerCase()].slice(0, LONGEST.line).join('');
export const wordsOf = (value: FieldValue): string[] => [value].flat().map((one) => (typeof one === 'boolean' ? (one ? 'yes' : 'no') : foldWord(String(one))));
export const sameValue = (a: FieldValue | null, b: FieldValue | null): boolean => JSON.stringify(a) === JSON.stringify(b);

const isGroup = (one: FieldCondition | FieldGroup): one is FieldGroup => 'match' in one;
const all = <T>(match: 'all' | 'any', of: readonly T[], holds: (one: T) => boolean): boolean => (match === 'all' ? of.every(holds) : of.some(holds));

/** The fields that a condition asks about. */
export const askedKeys = (when: FieldWhen | null): string[] => (when?.of ?? []).flatMap((one) => (isGroup(one) ? one.of : [one])).flatMap((one) => (one.by === 'field' ? [one.key] : []));

/** Some field depends, by whatever detour, on itself. */
export function hasCircle(fields: readonly Pick<FieldRule, 'key' | 'when'>[]): boolean {
  const reaches = (from: string, sought: string, met: Set<string>): boolean =>
    askedKeys(fields.find(({ key }) => key === from)?.when ?? null).some((key) => key === sought || (!met.has(key) && reaches(key, sought, met.add(key))));
  return fields.some(({ key }) => reaches(key, key, new Set()));
}

/** The fields a ticket shows, in their order. What a field holds that is itself not shown counts for no condition. */
export function shownFields<T extends FieldRule>(fields: readonly T[], subject: FieldSubject): T[] {
  const known = new Map<string, boolean>();
  const holds = (one: FieldCondition): boolean => {
    switch (one.by) {
      case 'type':
        return one.in.includes(subject.type);
      case 'team':
        return subject.teamId !== null && one.in.includes(subject.teamId);
      case 'channel':
        return one.in.includes(subject.channelId);
      case 'tag':
        return one.in.some((tag) => subject.tags.includes(foldWord(tag)));
      case 'field': {
        const asked = fields.find(({ key }) => key === one.key);
        const value = valueAt(subject.values, one.key);
        if (!asked || value === undefined || !isShown(asked)) return false;
        return one.in.length === 0 || wordsOf(value).some((word) => one.in.some((wanted) => foldWord(wanted) === word));
      }
    }
  };
  function isShown(field: FieldRule): boolean {
    const before = known.get(field.key);
    if (before !== undefined) return before;
    // Whoever comes round to a field that is being judged finds it not shown.
    known.set(field.key, false);
    const { when } = field;
    const shown = when === null || all(when.match, when.of, (one) => (isGroup(one) ? all(one.match, one.of, holds) : holds(one)));
    known.set(field.key, shown);
    return shown;
  }
  return fields.filter((field) => isShown(field) && (field.retiredAt === null || valueAt(subject.values, field.key) !== undefined));
}

/** What is still asked for before the ticket is solved. */
export const missingFields = <T extends FieldRule>(fields: readonly T[], subject: FieldSubject): T[] =>
  shownFields(fields, subject).filter(({ key, required, retiredAt }) => required === 'to_solve' && retiredAt === null && valueAt(subject.values, key) === undefined);

/** A name in the reader's language, or the best there is. */
export const nameIn = (names: FieldNames, locale: string): string => {
  const known: Partial<Record<Locale, string>> & Record<string, string | undefined> = names;
  return known[locale] ?? (locale.startsWith('zh') ? (known['zh-CN'] ?? known['zh-TW']) : undefined) ?? known.en ?? Object.values(known).find((name) => name !== undefined) ?? '';
};

/** An answer that is repeated has nothing under these names, so no field has them for a key. */
export const isReservedKey = (key: string): boolean => key === 'link' || key === 'secret';

/** A key made of a name, unlike all that are taken. Names without Latin letters give none: then it is counted. */
export function keyFrom(names: FieldNames, taken: readonly string[], otherwise: string): string {
  const bare = (names.en ?? nameIn(names, 'en')).normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/gu, '_').replace(/^[^a-z]+|_+$/gu, '').slice(0, 34).replace(/_+$/u, '');
  const stem = bare === '' ? otherwise : bare;
  if (bare !== '' && !taken.includes(stem) && !isReservedKey(stem)) return stem;
  for (let count = bare === '' ? 1 : 2; ; count += 1) if (!taken.includes(`${stem}_${count}`)) return `${stem}_${count}`;
}

export const withOptions = (kind: FieldKind): boolean => kind === 'choice' || kind === 'multi_choice';
