import icon from '../../app/icon.svg';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LOCALE_NAMES, LOCALES, currentLocale } from '../../../client/i18n.js';
import { choose } from '../../app/preferences.js';
import { cx } from '../../../ui/class-names.js';

/** The frame of pages for people who are not signed in: one column, the language always at hand. */
export function OutsidePage({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const { t } = useTranslation('common');
  return (
    <div className="flex min-h-dvh flex-col bg-app">
      <main className="mx-auto flex w-full max-w-[25rem] flex-1 flex-col justify-center px-5 py-10">
        <div className="mb-8 flex items-center gap-2.5">
          <img src={icon} alt="" className="size-8" />
          <span className="text-16 font-semibold">{t('product')}</span>
        </div>
        <h1 className="text-20 font-semibold">{title}</h1>
        {lead && <p className="mt-1 text-14 text-muted">{lead}</p>}
        <div className="mt-6">{children}</div>
      </main>
      <footer className="pb-6">
        <div className="flex justify-center gap-1" aria-label={t('language')} role="group">
          {LOCALES.map((locale) => (
            <button
              key={locale}
              type="button"
              lang={locale}
              aria-pressed={locale === currentLocale()}
              onClick={() => choose({ locale }, false)}
              className={cx('target rounded-control px-2.5 py-1 text-13 hover:bg-press', locale === currentLocale() ? 'font-medium text-text' : 'text-muted')}
            >
              {LOCALE_NAMES[locale]}
            </button>
          ))}
        </div>
      </footer>
    </div>
  );
}
