import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { currentLocale } from '../../../client/i18n.js';
import { translationQuery } from '../../../client/translations.data.js';
import { Spinner } from '../../../ui/spinner.js';
import { errorText } from '../../app/error-text.js';
import { LinkedWords } from '../../app/linked-words.js';
import { TRANSLATE_TEXTS } from '../../app/translate-texts.js';
import { useTexts } from '../../app/use-texts.js';
import { languageName } from './translating.js';

/** What a message says in the reader's language, beneath its own words. */
export default function MessageTranslation({ ticketId, messageId }: { ticketId: string; messageId: string }) {
  const { t } = useTranslation('translate');
  const locale = currentLocale();
  const ready = useTexts('translate', TRANSLATE_TEXTS);
  const { data, error, isPending, refetch } = useQuery(translationQuery(ticketId, messageId, locale));
  if (!ready) return null;
  return (
    <div className="mt-2 border-t border-line pt-2">
      {isPending && <Spinner label={t('working')} />}
      {error && (
        <p role="alert" className="text-12 text-red">
          {errorText(error)}{' '}
          <button type="button" onClick={() => void refetch()} className="target rounded-control px-1 font-medium hover:bg-press">
            {t('common:retry')}
          </button>
        </p>
      )}
      {data && (
        <>
          <LinkedWords text={data.text} />
          <p className="mt-1 text-12 text-muted">{data.from ? t('from', { language: languageName(data.from, locale) }) : t('fromUnknown')}</p>
        </>
      )}
    </div>
  );
}
