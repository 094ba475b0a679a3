import type { FieldNames, FieldValue } from '#contracts/common.js';
import type { CustomField, FieldKind } from '#contracts/custom-fields.js';
import { checkValue } from '#contracts/custom-fields.rules.js';
import { oneLine } from '../mail/plain-text.rules.js';
import type { HistoricField, HistoricTicket } from './historic.types.js';
import { plain } from './import-words.rules.js';

/** A field of the other desk: what it is called, and what stands for its options. */
export interface TheirField {
  readonly name: string;
  readonly options: readonly { readonly value: string; readonly name: string }[];
}
/** What fields there are, there and here. */
export interface KnownFields {
  readonly ours: readonly CustomField[];
  readonly theirs: ReadonlyMap<string, TheirField>;
  readonly organizations: ReadonlyMap<string, string>;
}
export const NO_FIELDS: KnownFields = { ours: [], theirs: new Map(), organizations: new Map() };
/** What stood in a field there, and where it will stand here: in a field of ours, or in a note. */
export interface ToldField {
  readonly name: string;
  readonly words: string;
  readonly put: { readonly fieldId: string; readonly kind: FieldKind; readonly names: FieldNames; readonly value: FieldValue } | null;
}

const MOST_FIELDS = 200;
const MOST_NAME = 60;
const MOST_WORDS = 1_000;
/** As the desk it comes from calls it. */
const ORGANIZATION = 'Organization';
const YES: ReadonlySet<string> = new Set(['true', 'yes', '1', '是']);
const NO: ReadonlySet<string> = new Set(['false', 'no', '0', '否']);

/** Fields of one name are one where the value fits; what fits nowhere is told in words. */
export function toldFields({ fields = [], organization = null }: Pick<HistoricTicket, 'fields' | 'organization'>, known: KnownFields): ToldField[] {
  const company = organization === null ? undefined : known.organizations.get(organization);
  const all = [...(company ? [{ id: null, name: ORGANIZATION, values: [company] }] : []), ...fields];
  const taken = new Set<string>();
  const told = all.flatMap((field): ToldField[] => {
    const { name, values } = named(field, known);
    const words = oneLine(values.join(', '), MOST_WORDS);
    if (words === '') return [];
    const ours = known.ours.find((one) => one.retiredAt === null && !taken.has(one.id) && [one.key, ...Object.values(one.names)].some((other) => plain(other) === plain(name)));
    const value = ours ? valueAs(ours, values) : null;
    if (ours && value !== null) {
      taken.add(ours.id);
      return [{ name, words, put: { fieldId: ours.id, kind: ours.kind, names: ours.names, value } }];
    }
    // A box that nobody ticked says nothing, and a note is read by more people than a hidden field.
    return plain(words) === 'false' || ours?.hidden ? [] : [{ name, words, put: null }];
  });
  return told.slice(0, MOST_FIELDS);
}

function named({ id, name, values }: HistoricField, { theirs }: KnownFields): { name: string; values: string[] } {
  const their = id === null ? undefined : theirs.get(id);
  const nameOf = (value: string) => their?.options.find((option) => option.value === value)?.name ?? value;
  return { name: oneLine(their?.name ?? name ?? `#${id}`, MOST_NAME), values: values.map(nameOf) };
}

function valueAs(field: CustomField, values: readonly string[]): FieldValue | null {
  const wanted = written(field, values);
  if (wanted === null) return null;
  const checked = checkValue(field, wanted);
  return 'fault' in checked ? null : checked.value;
}

function written({ kind, options }: CustomField, values: readonly string[]): FieldValue | null {
  const [first = ''] = values;
  const keyOf = (word: string) => options.find(({ key, names }) => [key, ...Object.values(names)].some((name) => plain(name) === plain(word)))?.key ?? '';
  switch (kind) {
    case 'text':
    case 'link':
      return values.join(', ');
    case 'number':
      return values.length === 1 && Number.isFinite(Number(first)) ? Number(first) : null;
    case 'date':
      return first.slice(0, 10);
    case 'yes_no':
      return YES.has(plain(first)) ? true : NO.has(plain(first)) ? false : null;
    case 'choice':
      return values.length === 1 ? keyOf(first) : null;
    case 'multi_choice':
      return values.map(keyOf);
  }
}
