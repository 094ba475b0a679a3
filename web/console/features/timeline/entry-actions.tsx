import type { Message } from '#contracts/messages.js';
import { Quote, Undo2 } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { meQuery } from '../../../client/session.data.js';
import { lazyPart } from '../../../ui/lazy-part.js';
import { mayRecall, recallMsLeft } from './timeline.rules.js';

const TranslateButton = lazyPart(() => import('./translate-button.js'));

interface Props {
  message: Message;
  meId: string;
  onRecall: (messageId: string) => void;
  onQuote: (message: Message) => void;
}
const ACTION = 'target inline-flex items-center gap-1 rounded-control px-1 hover:bg-press hover:text-text';

/** What can be done with one message; taking it back only for as long as that goes. */
export function EntryActions({ message, meId, onRecall, onQuote }: Props) {
  const { t } = useTranslation();
  const translates = useQuery(meQuery).data?.settings.translates === true;
  const recallable = useUntilTooLate(message, meId);
  if (message.recalledAt) return null;
  return (
    <span className="inline-flex items-center gap-1">
      {recallable && (
        <button type="button" onClick={() => onRecall(message.id)} className={ACTION}>
          <Undo2 size={12} aria-hidden />
          {t('timeline:recall')}
        </button>
      )}
      {translates && message.author.kind === 'customer' && message.text !== null && (
        <Suspense fallback={null}>
          <TranslateButton messageId={message.id} className={ACTION} />
        </Suspense>
      )}
      <button type="button" onClick={() => onQuote(message)} className={ACTION}>
        <Quote size={12} aria-hidden />
        {t('timeline:quote.action')}
      </button>
    </span>
  );
}

/** True while the message may be taken back; turns by itself, so that nobody is offered what must fail. */
function useUntilTooLate(message: Message, meId: string): boolean {
  const [, ended] = useState(0);
  const may = mayRecall(message, meId, serverNow());
  useEffect(() => {
    if (!may) return;
    const timer = window.setTimeout(() => ended((count) => count + 1), recallMsLeft(message, serverNow()) + 20);
    return () => window.clearTimeout(timer);
  }, [may, message]);
  return may;
}
