import { CircleAlert, Clock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PendingMessage } from '../../../client/conversation.rules.js';
import { errorKey } from '../../../client/problem.js';
import { LinkedWords } from '../../app/linked-words.js';
import { Bubble, NotePaper } from '../../../ui/timeline.js';
import { Attachments } from './attachments.js';
import { QuotedLine } from './quoted-line.js';

interface Props {
  message: PendingMessage;
  meId: string;
  online: boolean;
  onRetry: () => void;
  onDiscard: () => void;
}

/** Written here, not yet confirmed by the server: it stays until it is, or until its writer throws it away. */
export function PendingEntry({ message, meId, online, onRetry, onDiscard }: Props) {
  const { t } = useTranslation();
  const failed = message.state === 'failed';
  const state = failed ? (
    <span className="flex flex-wrap items-center gap-x-2 text-red" role="alert">
      <CircleAlert size={14} aria-hidden />
      {t('timeline:failed', { reason: t(errorKey(message.error ?? 'client/unexpected'), { defaultValue: t('errors:client.unexpected') }) })}
      <PendingAction onClick={onRetry}>{t('common:retry')}</PendingAction>
      <PendingAction onClick={onDiscard}>{t('timeline:discard')}</PendingAction>
    </span>
  ) : (
    <span className="flex items-center gap-1.5">
      <Clock size={12} aria-hidden />
      {t(online ? (message.attempts > 1 ? 'timeline:retrying' : 'timeline:sending') : 'timeline:waitsForLine')}
    </span>
  );
  const quoted = message.replyTo && <QuotedLine quote={message.replyTo} meId={meId} />;
  return (
    <li className="mt-1" data-pending={message.clientMessageId}>
      {message.internal ? (
        <NotePaper label={t('timeline:note')} author={t('timeline:you')} foot={state}>
          {quoted}
          {message.files && <Attachments files={message.files} />}
          <LinkedWords text={message.text} />
        </NotePaper>
      ) : (
        <Bubble side="ours" foot={state} faded={!failed}>
          {quoted}
          {message.files && <Attachments files={message.files} />}
          <LinkedWords text={message.text} />
        </Bubble>
      )}
    </li>
  );
}

function PendingAction({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <button type="button" onClick={onClick} className="target rounded-control px-1.5 font-medium underline underline-offset-2 hover:bg-press">
      {children}
    </button>
  );
}
