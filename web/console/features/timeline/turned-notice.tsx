import { Languages } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { currentLocale } from '../../../client/i18n.js';
import { useStore } from '../../../client/store.js';
import { TRANSLATE_TEXTS } from '../../app/translate-texts.js';
import { useTexts } from '../../app/use-texts.js';
import { draftText, writeDraft } from './drafts.js';
import { languageName, turnedReply } from './translating.js';

/** Says which language the reply stands in now, for as long as nobody writes on, and brings the writer's own words back. */
export default function TurnedNotice({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('translate');
  const turned = useStore(turnedReply(ticketId));
  const text = useStore(draftText(ticketId, 'reply'));
  if (!useTexts('translate', TRANSLATE_TEXTS) || !turned || turned.after !== text) return null;
  return (
    <p role="status" className="mb-1 flex flex-wrap items-center gap-x-2 text-12 text-muted">
      <Languages size={14} aria-hidden />
      {t('done', { language: languageName(turned.to, currentLocale()) })}
      <button type="button" onClick={() => writeDraft(ticketId, 'reply', turned.before)} className="target rounded-control px-1 font-medium text-accent-text hover:bg-press">
        {t('original')}
      </button>
    </p>
  );
}
