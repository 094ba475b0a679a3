import type { Locale } from '#contracts/common.js';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export const LOCALES: readonly Locale[] = ['en', 'zh-CN', 'zh-TW'];
/** Each language in its own name, so that it can be found by those who read no other. */
export const LOCALE_NAMES: Record<Locale, string> = { en: 'English', 'zh-CN': '简体中文', 'zh-TW': '繁體中文' };

type Texts = Record<string, object>;
type Loaders = Record<Locale, () => Promise<{ default: Texts }>>;

/** The nearest language we speak: Traditional script for Taiwan, Hong Kong and Macau, Simplified for other Chinese. */
export function nearestLocale(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const lower = tag.toLowerCase();
    if (lower.startsWith('zh')) return /hant|tw|hk|mo/.test(lower) ? 'zh-TW' : 'zh-CN';
    if (lower.startsWith('en')) return 'en';
  }
  return 'en';
}

/** Starts with one language; another is fetched when somebody switches. */
export async function startTexts(loaders: Loaders, locale: Locale): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    defaultNS: 'console',
    ns: ['console', 'common', 'errors', 'files'],
    resources: { [locale]: (await loaders[locale]()).default },
    interpolation: { escapeValue: false },
    react: { useSuspense: false, bindI18n: 'languageChanged' },
  });
  document.documentElement.lang = locale;
  switchTexts = async (next) => {
    if (!i18next.hasResourceBundle(next, 'console')) {
      const texts = (await loaders[next]()).default;
      for (const [namespace, words] of Object.entries(texts)) i18next.addResourceBundle(next, namespace, words);
    }
    await i18next.changeLanguage(next);
    document.documentElement.lang = next;
  };
}

export let switchTexts: (locale: Locale) => Promise<void> = () => Promise.resolve();
export const currentLocale = (): Locale => nearestLocale([i18next.language ?? 'en']);
