import type { CannedReply } from '#contracts/canned-replies.js';
import type { Locale } from '#contracts/common.js';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LOCALE_NAMES, LOCALES } from '../../../client/i18n.js';
import { partsOf, type VariableValues } from '../../../client/reply-variables.rules.js';
import { cx } from '../../../ui/class-names.js';

interface Props {
  reply: CannedReply;
  locale: Locale;
  /** The language of the customer. */
  wanted: Locale;
  values: VariableValues;
  onLocale: (locale: Locale) => void;
}

/** What would be written, in the language it would be written in; what cannot be filled in stands out. */
export function ReplyPreview({ reply, locale, wanted, values, onLocale }: Props) {
  const { t } = useTranslation('replies');
  const parts = partsOf(reply.texts[locale] ?? '', values);
  const open = parts.some((part) => part.filled === false);
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-2 overflow-y-auto p-3 text-13 max-mid:hidden">
      <div className="flex flex-wrap items-center gap-1">
        {LOCALES.filter((one) => reply.texts[one] !== undefined).map((one) => (
          <button
            key={one}
            type="button"
            tabIndex={-1}
            aria-pressed={one === locale}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onLocale(one)}
            className={cx('h-6 rounded-control px-1.5 text-12', one === locale ? 'bg-tint font-medium text-accent-text' : 'text-muted hover:bg-press')}
          >
            {LOCALE_NAMES[one]}
          </button>
        ))}
        <span className="ms-auto text-12 text-muted">{t('uses', { count: reply.uses })}</span>
      </div>
      <p dir="auto" lang={locale} className="wrap-anywhere whitespace-pre-wrap">
        {parts.map((part, index) => (
          <span key={index} className={part.filled === false ? 'rounded-[3px] bg-amber-paper text-amber' : part.filled ? 'font-medium' : undefined}>
            {part.text}
          </span>
        ))}
      </p>
      {open && (
        <p className="flex items-start gap-1.5 text-12 text-amber">
          <TriangleAlert size={14} className="mt-0.5" aria-hidden />
          {t('openBlanks')}
        </p>
      )}
      {reply.texts[wanted] === undefined && <p className="text-12 text-muted">{t('noVariant', { language: LOCALE_NAMES[wanted] })}</p>}
    </div>
  );
}
