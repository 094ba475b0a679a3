import type { Message } from '#contracts/messages.js';
import { Quote, Split, Undo2 } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { meQuery } from '../../../client/session.data.js';
import { lazyPart } from '../../../ui/lazy-part.js';
import { SPLIT_TEXTS } from '../../app/split-texts.js';
import { splitting } from '../../app/splitting.js';
import { useTexts } from '../../app/use-texts.js';
import { mayRecall, recallMsLeft } from './timeline.rules.js';

const TranslateButton = lazyPart(() => import('./translate-button.js'));

interface Props {
  ticketId: string;
  message: Message;
  meId: string;
  onRecall: (messageId: string) => void;
  onQuote: (message: Message) => void;
}
const ACTION = 'target inline-flex shrink-0 items-center whitespace-nowrap gap-1 rounded-control px-1 hover:bg-press hover:text-text';

/** What can be done with one message; taking it back only for as long as that goes. */
export function EntryActions({ ticketId, message, meId, onRecall, onQuote }: Props) {
  const { t } = useTranslation();
  const me = useQuery(meQuery).data;
  const translates = me?.settings.translates === true;
  const worded = useTexts('splits', SPLIT_TEXTS);
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
        <span className="max-mid:sr-only">{t('timeline:quote.action')}</span>
      </button>
      {worded && me?.permissions.includes('ticket.edit') && (
        <button type="button" aria-label={t('splits:action')} data-tip={t('splits:action')} onClick={() => splitting.set({ ticketId, messageId: message.id })} className={ACTION}>
          <Split size={12} aria-hidden />
        </button>
      )}
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
