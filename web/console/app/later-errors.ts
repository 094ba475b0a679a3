import i18next from 'i18next';
import { currentLocale } from '../../client/i18n.js';
import { persist } from '../../ui/lazy-part.js';

const LATER = {
  en: () => import('../../locales/en/errors-later.json'),
  'zh-CN': () => import('../../locales/zh-CN/errors-later.json'),
  'zh-TW': () => import('../../locales/zh-TW/errors-later.json'),
};

/** What may go wrong on pages that nobody is on in the first second: told by the same keys, fetched behind everything else. */
export function fetchLaterErrors(): void {
  const fetchThem = () => {
    const locale = currentLocale();
    void persist(LATER[locale]).then(({ default: texts }) => i18next.addResourceBundle(locale, 'errors', texts, true, true));
  };
  // The first language is chosen before: that must not fetch them at once.
  window.setTimeout(() => {
    fetchThem();
    i18next.on('languageChanged', fetchThem);
  }, 1000);
}
