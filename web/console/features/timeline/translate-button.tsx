import { Languages } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../../../client/store.js';
import { TRANSLATE_TEXTS } from '../../app/translate-texts.js';
import { useTexts } from '../../app/use-texts.js';
import { translating } from './translating.js';

/** Shows or hides what a message says in the reader's language. */
export default function TranslateButton({ messageId, className }: { messageId: string; className: string }) {
  const { t } = useTranslation('translate');
  const open = useStore(translating(messageId));
  if (!useTexts('translate', TRANSLATE_TEXTS)) return null;
  return (
    <button type="button" aria-expanded={open} onClick={() => translating(messageId).set(!open)} className={className}>
      <Languages size={12} aria-hidden />
      {t(open ? 'hide' : 'translate')}
    </button>
  );
}
