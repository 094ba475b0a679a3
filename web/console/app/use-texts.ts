import type { Locale } from '#contracts/common.js';
import i18next from 'i18next';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLocale } from '../../client/i18n.js';
import { persist } from '../../ui/lazy-part.js';

/** Texts that only some pages need. False until those of the present language are here. */
export function useTexts(namespace: string, loaders: Record<Locale, () => Promise<{ default: object }>>): boolean {
  useTranslation();
  const locale = currentLocale();
  const [, setLoaded] = useState(0);
  const here = i18next.hasResourceBundle(locale, namespace);
  useEffect(() => {
    if (here) return;
    void persist(loaders[locale]).then(({ default: texts }) => {
      i18next.addResourceBundle(locale, namespace, texts);
      setLoaded((count) => count + 1);
    });
  }, [here, locale, namespace, loaders]);
  return here;
}
