import type dictionary from '../../locales/en/widget.json';
import type { WidgetLocale } from '../bridge.js';

export type Dictionary = typeof dictionary;
type Plural = Record<'one' | 'two' | 'few' | 'other', string>;
type Keys<T, P extends string = ''> = {
  [K in keyof T & string]: T[K] extends string | Plural ? `${P}${K}` : Keys<T[K], `${P}${K}.`>;
}[keyof T & string];
export type TextKey = Keys<Dictionary>;
type AnyKey<D> = D extends Dictionary ? TextKey : Keys<D>;
export type Values = Record<string, string | number>;

export interface Texts<D = Dictionary> {
  locale: WidgetLocale;
  /** `count` chooses between the forms of a text that has several. */
  t(key: AnyKey<D>, values?: Values): string;
}

const ORDINALS: readonly string[] = ['queue.place'];

export function createTexts<D = Dictionary>(locale: WidgetLocale, dictionary: D): Texts<D> {
  const rules = { cardinal: new Intl.PluralRules(locale), ordinal: new Intl.PluralRules(locale, { type: 'ordinal' }) };
  const find = (key: string) => key.split('.').reduce<unknown>((node, part) => Object(node)[part], dictionary);
  return {
    locale,
    t(key, values = {}) {
      const found = find(key);
      const form = rules[ORDINALS.includes(key) ? 'ordinal' : 'cardinal'].select(Number(values['count'] ?? 0));
      const text = typeof found === 'string' ? found : String(Object(found)[form] ?? Object(found)['other'] ?? key);
      return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
    },
  };
}

/** Only the language in use is loaded. */
export async function loadTexts(locale: WidgetLocale): Promise<Texts> {
  if (locale === 'zh-CN') return createTexts(locale, (await import('../../locales/zh-CN/widget.json')).default);
  if (locale === 'zh-TW') return createTexts(locale, (await import('../../locales/zh-TW/widget.json')).default);
  return createTexts(locale, (await import('../../locales/en/widget.json')).default);
}
