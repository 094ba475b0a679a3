import { currentLocale } from '../../../client/i18n.js';
import { languageName } from '../../../client/format.js';

// Those that customers of shops speak most; another one that was set through the API is shown all the same.
const CODES = 'ar bg bn cs da de el en es et fa fi fr he hi hr hu id it ja km ko lt lv ms my nb nl pl pt ro ru sk sl sr sv th tl tr uk ur vi yue zh'.split(' ');

/** Languages by name, in the order of the reader's own. */
export function languagesBut(taken: readonly string[]): { id: string; name: string }[] {
  const named = CODES.filter((code) => !taken.includes(code)).map((id) => ({ id, name: languageName(id) }));
  return named.toSorted((a, b) => a.name.localeCompare(b.name, currentLocale()));
}
