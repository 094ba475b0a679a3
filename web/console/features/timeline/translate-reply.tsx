import { Languages } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { translateReply } from '../../../client/translations.data.js';
import { IconButton } from '../../../ui/button.js';
import { showToast } from '../../../ui/toast.js';
import { tellFailure } from '../../app/error-text.js';
import { TRANSLATE_TEXTS } from '../../app/translate-texts.js';
import { useTexts } from '../../app/use-texts.js';
import { draftText, writeDraft } from './drafts.js';
import { turnedReply } from './translating.js';

/** Puts the reply into the customer's language, to be read before it is sent. The writer's own words come back by one press. */
export default function TranslateReply({ ticketId, onDone }: { ticketId: string; onDone: () => void }) {
  const { t } = useTranslation('translate');
  const [busy, setBusy] = useState(false);
  if (!useTexts('translate', TRANSLATE_TEXTS)) return null;
  const draft = draftText(ticketId, 'reply');
  const run = async () => {
    const before = draft.get();
    if (before.trim() === '') return showToast({ tone: 'error', text: t('nothing') });
    setBusy(true);
    try {
      const { text, to } = await translateReply(ticketId, before);
      // Who went on writing meanwhile keeps what is written.
      if (draft.get() !== before) return showToast({ tone: 'error', text: t('changed') });
      writeDraft(ticketId, 'reply', text);
      turnedReply(ticketId).set({ before, after: text, to });
      onDone();
    } catch (fault) {
      tellFailure(fault);
    } finally {
      setBusy(false);
    }
  };
  return (
    <IconButton label={t('reply')} tipSide="top" size="small" busy={busy} disabled={busy} onClick={() => void run()}>
      <Languages size={16} aria-hidden />
    </IconButton>
  );
}
