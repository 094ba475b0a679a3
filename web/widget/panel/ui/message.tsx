import type { Message } from '#contracts/messages.js';
import { markOf, type PendingMessage } from '../../../client/conversation.rules.js';
import { clockTime, whenText } from '../dates.js';
import { pieces } from '../rich-text.rules.js';
import type { Talk } from '../state.js';
import type { TextKey } from '../texts.js';
import { canRecall } from '../timeline.rules.js';
import { useAttachments } from './attachments.later.js';
import { Avatar } from './avatar.js';
import { usePanel } from './context.js';
import { useHold } from './hold.js';
import { Icon } from './icon.js';
import { usePreview } from './link-preview.later.js';
import { Quoted } from './quoted.js';

const RichText = ({ text }: { text: string }) => (
  <>
    {pieces(text).map((piece, index) =>
      'href' in piece ? <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow ugc">{piece.text}</a> : piece.text)}
  </>
);

const SYSTEM: Partial<Record<string, TextKey>> = {
  'chat.queued': 'system.chatQueued',
  'chat.joined': 'system.chatJoined',
  'chat.transferred': 'system.chatTransferred',
  'chat.requeued': 'system.chatRequeued',
  'chat.taken_over': 'system.chatTakenOver',
  'chat.still_there': 'system.chatStillThere',
  'chat.ended': 'system.chatEnded',
  'chat.reopened': 'system.chatReopened',
  'ticket.linked': 'system.linked',
  'ticket.continued': 'system.continued',
  'chat.left_queue': 'system.leftQueue',
  'address.confirmed': 'system.addressConfirmed',
  'promise.made': 'system.promisedUntimed',
  'promise.renewed': 'system.promisedUntimed',
};
const PROMISED: Partial<Record<string, TextKey>> = { answer: 'system.promisedAnswer', callback: 'system.promisedCallback', complaint: 'system.promisedComplaint' };

export function SystemLine({ message }: { message: Message }) {
  const { texts } = usePanel();
  const { t } = texts;
  const { kind, dueAt } = message.system?.data ?? {};
  const promised = typeof dueAt === 'string' && typeof kind === 'string' ? PROMISED[kind] : undefined;
  const code = message.system?.code ?? '';
  const text = promised ?? (code === 'chat.queued' && message.system?.data['closed'] === true ? 'system.chatQueuedClosed' : SYSTEM[code]);
  if (!text || !message.system) return null;
  if (promised && typeof dueAt === 'string') return <p class="line told" dir="auto">{t(promised, { when: whenText(dueAt, texts, new Date(message.createdAt)) })}</p>;
  const name = message.system?.data['name'] ?? message.system?.data['to'];
  return <p class="line" dir="auto">{t(text, { name: typeof name === 'string' && name ? name : t('system.colleague') })}</p>;
}

interface Entry {
  talk: Talk;
  message: Message;
  startsGroup: boolean;
  endsGroup: boolean;
  now: number;
  onJump(seq: number): void;
}
export function MessageRow({ talk, message, startsGroup, endsGroup, now, onJump }: Entry) {
  const { texts, session, quote } = usePanel();
  const hold = useHold();
  const Attachments = useAttachments(message.attachments.length > 0);
  const Preview = usePreview(message.text !== null && !message.recalledAt && message.kind !== 'system' && /https?:\/\//i.test(message.text));
  const { t } = texts;
  if (message.kind === 'system') return <SystemLine message={message} />;
  const own = message.author.kind === 'customer';
  const name = own ? t('message.you') : message.author.name || t(message.author.kind === 'bot' ? 'message.assistant' : 'message.someone');
  if (message.recalledAt) return <p class="line">{own ? t('message.recalledByYou') : t('message.recalledByOther', { name })}</p>;
  const agent = talk.info?.agent;
  const id = talk.state.conversationId ?? '';
  const { replyTo } = message;
  const canQuote = id !== '' && talk.info?.state === 'open' && talk.info.can.write;
  return (
    <div class={`row ${own ? 'own' : 'other'}${startsGroup ? ' starts' : ''}`} data-seq={message.seq} {...(canQuote ? hold.on : {})}>
      {!own && <span class="face">{startsGroup && <Avatar name={name} picture={agent && agent.id === message.author.id ? agent.pictureUrl : null} />}</span>}
      <div class="said">
        <span class={own || !startsGroup ? 'hidden' : 'name'} dir="auto">{name}</span>
        {Attachments && <Attachments files={message.attachments} />}
        <div class="beside">
          {(message.text !== null || replyTo !== undefined || message.attachments.length === 0) && (
            <div class={own ? 'bubble mine' : 'bubble theirs'} dir="auto">
              {replyTo && <Quoted quote={replyTo} onJump={() => onJump(replyTo.seq)} />}
              {message.text !== null ? <RichText text={message.text} /> : message.attachments.length === 0 && t('message.unsupported')}
            </div>
          )}
          {canQuote && (
            <button type="button" class="answer" title={t('message.quote')} aria-label={t('message.quote')} onClick={() => quote(id, message)}>
              <Icon name="undo" flip />
            </button>
          )}
        </div>
        {Preview && <Preview ticketId={id} messageId={message.id} looked={talk.looked} />}
        {hold.Menu && <hold.Menu id={id} message={message} now={now} onDone={hold.done} />}
        <p class={endsGroup ? 'meta' : 'meta brief'}>
          <time dateTime={message.createdAt}>{clockTime(message.createdAt, texts)}</time>
          {own && <span>{t(`message.${markOf(talk.state, message.seq)}`)}</span>}
          {own && canRecall(message, now) && (
            <button type="button" class="link" onClick={() => session?.recall(id, message.id)}>{t('message.recall')}</button>
          )}
        </p>
      </div>
    </div>
  );
}

const FAULTS: Partial<Record<string, TextKey>> = {
  'request/too_large': 'fault.tooLong',
  'request/too_many': 'fault.tooMany',
  'visitor/blocked': 'banner.blocked',
};

/** Written, not yet acknowledged: it stays visible, and says so. */
export function PendingRow({ id, message }: { id: string; message: PendingMessage }) {
  const { state, texts: { t }, session } = usePanel();
  const Attachments = useAttachments(Boolean(message.files));
  const failed = message.state === 'failed';
  const reason = message.error === null ? undefined : FAULTS[message.error];
  const waiting = state.link === 'online' || message.attempts === 0 && state.link !== 'offline' ? 'message.sending' : 'message.waiting';
  return (
    <div class="row own starts">
      <div class="said">
        {Attachments && message.files && <Attachments files={message.files} />}
        {(message.text !== '' || message.replyTo !== undefined || failed) && (
          <div class={failed ? 'bubble mine failed' : 'bubble mine pending'} dir="auto">
            {message.replyTo && <Quoted quote={message.replyTo} />}
            <RichText text={message.text} />
          </div>
        )}
        {failed ? (
          <p class="meta bad">
            <Icon name="alert" />
            <span>{t('message.failed')}{reason && ` · ${t(reason)}`}</span>
            <button type="button" class="link" onClick={() => session?.retry(id, message.clientMessageId)}>{t('message.retry')}</button>
            <button type="button" class="link" onClick={() => session?.discard(id, message.clientMessageId)}>{t('message.discard')}</button>
          </p>
        ) : (
          <p class="meta">{t(reason ?? waiting)}</p>
        )}
      </div>
    </div>
  );
}
