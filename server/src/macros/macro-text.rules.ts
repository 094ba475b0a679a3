import type { CannedVariable } from '#contracts/canned-replies.js';
import type { Locale } from '#contracts/common.js';

export type Texts = Readonly<Partial<Record<Locale, string>>>;
export type Values = Readonly<Record<CannedVariable, string | null>>;
export interface Filled {
  readonly locale: Locale;
  readonly text: string;
  /** The blanks that nothing is known for. */
  readonly open: readonly string[];
}

/** `{{ name }}`: a blank, whether we know its name or not. */
const BLANK = /\{\{\s*([\p{L}\d_.-]{1,60})\s*\}\}/gu;

/** The language we speak that is nearest to a browser's. */
export function languageOf(wanted: string | null): Locale {
  const lower = wanted?.toLowerCase() ?? '';
  if (!lower.startsWith('zh')) return 'en';
  return /hant|tw|hk|mo/.test(lower) ? 'zh-TW' : 'zh-CN';
}

/** The variant for a reader: in the own language, else in one that the reader has some hope with. */
export function variantFor(texts: Texts, wanted: Locale): Locale | undefined {
  const order: readonly Locale[] = [wanted, ...(wanted === 'en' ? [] : (['zh-CN', 'zh-TW'] as const)), 'en', 'zh-CN', 'zh-TW'];
  return order.find((locale) => texts[locale] !== undefined);
}

/** What would be written to somebody; an unknown or empty blank stays as it is written and is named. */
export function filledFor(texts: Texts, wanted: Locale, values: Values): Filled | null {
  const locale = variantFor(texts, wanted);
  const written = locale && texts[locale];
  if (locale === undefined || written === undefined) return null;
  const open = new Set<string>();
  const text = written.replaceAll(BLANK, (blank, name: string) => {
    const value = isKnown(name, values) ? values[name]?.trim() : undefined;
    if (value) return value;
    open.add(name);
    return blank;
  });
  return { locale, text, open: [...open] };
}

const isKnown = (name: string, values: Values): name is CannedVariable => Object.hasOwn(values, name);
