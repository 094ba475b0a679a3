import type { Mention } from '#contracts/messages.js';
import { AtSign } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { currentLocale } from '../../../client/i18n.js';
import { FOLLOWER_TEXTS } from '../../app/follower-texts.js';
import { useTexts } from '../../app/use-texts.js';

/** Under a note that is being written: who will be told of it. */
export default function MentionLine({ people }: { people: readonly Mention[] }) {
  const { t } = useTranslation('followers');
  if (!useTexts('followers', FOLLOWER_TEXTS)) return null;
  return (
    <p role="status" className="mb-1 flex items-start gap-1.5 text-12 text-amber">
      <AtSign size={14} className="mt-px shrink-0" aria-hidden />
      <span dir="auto">{t('mention.told', { names: new Intl.ListFormat(currentLocale()).format(people.map(({ name }) => name)) })}</span>
    </p>
  );
}
