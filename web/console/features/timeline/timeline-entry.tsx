import type { Message } from '#contracts/messages.js';
import { Ban, Check, CheckCheck } from 'lucide-react';
import { memo, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mark } from '../../../client/conversation.rules.js';
import { clockTime, dayName, exactTime } from '../../../client/format.js';
import { useStore } from '../../../client/store.js';
import { hasLink } from '../../../client/link-previews.js';
import { cx } from '../../../ui/class-names.js';
import { lazyPart } from '../../../ui/lazy-part.js';
import { Bubble, DayDivider, NotePaper, SystemLine } from '../../../ui/timeline.js';
import { Time } from '../../../ui/time.js';
import { LinkedWords } from '../../app/linked-words.js';
import { Attachments } from './attachments.js';
import { EntryActions } from './entry-actions.js';
import { MentionedWords } from './mentioned-words.js';
import { QuotedLine } from './quoted-line.js';
import { translating } from './translating.js';
import { systemText } from './system-text.js';
import type { TimelineItem } from './timeline.rules.js';

const MessageTranslation = lazyPart(() => import('./message-translation.js'));
const MergedTalk = lazyPart(() => import('./merged-talk.js'));
const SplitTalk = lazyPart(() => import('./split-talk.js'));
const MailReceived = lazyPart(() => import('./mail-received.js'));
const MailSent = lazyPart(() => import('./mail-sent.js'));
const LinkPreview = lazyPart(() => import('./link-preview.js'));

interface Props {
  ticketId: string;
  item: TimelineItem;
  meId: string;
  /** How far it got with the customer; null where nobody else reads it. */
  mark: Mark | null;
  /** Whether answers may leave by mail. */
  byMail: boolean;
  onRecall: (messageId: string) => void;
  onQuote: (message: Message) => void;
  onJump: (seq: number) => void;
  /** Times and words change with it. */
  locale: string;
}

// Items are made anew with every message; what they show is not.
const isSame = (a: Props, b: Props): boolean =>
  a.item.message === b.item.message &&
  a.item.day === b.item.day &&
  a.item.startsRun === b.item.startsRun &&
  a.item.endsRun === b.item.endsRun &&
  a.mark === b.mark &&
  a.byMail === b.byMail &&
  a.meId === b.meId &&
  a.locale === b.locale &&
  a.onRecall === b.onRecall &&
  a.onQuote === b.onQuote &&
  a.onJump === b.onJump;

export const TimelineEntry = memo(function TimelineEntry(props: Props) {
  const { item } = props;
  return (
    <li className={cx('rounded-panel outline-none', item.startsRun ? 'mt-4 first:mt-0' : 'mt-1')} data-seq={item.message.seq}>
      {item.day && (
        <div className="mb-4">
          <DayDivider>{dayName(item.day)}</DayDivider>
        </div>
      )}
      <Entry {...props} />
    </li>
  );
}, isSame);

function Entry({ ticketId, item: { message, endsRun }, meId, mark, byMail, onRecall, onQuote, onJump }: Props) {
  const { t } = useTranslation();
  const translated = useStore(translating(message.id));
  const { author } = message;
  const time = <Time at={message.createdAt} short={clockTime(message.createdAt)} exact={exactTime(message.createdAt)} className="tabular" />;
  const note = message.system?.code === 'chat.transfer_note' ? message.system.data['note'] : null;
  if (typeof note === 'string')
    return (
      <NotePaper label={t('timeline:note')} author={systemText(message, t)} foot={time}>
        <LinkedWords text={note} />
      </NotePaper>
    );
  if (message.kind === 'system')
    return (
      <>
        <SystemLine internal={message.internal}>
          {systemText(message, t)} · {time}
        </SystemLine>
        {(message.system?.code === 'ticket.split_from' || message.system?.code === 'ticket.split_off') && (
          <Suspense fallback={null}>
            <SplitTalk ticketId={ticketId} otherId={message.system.code === 'ticket.split_off' ? String(message.system.data['id']) : null} />
          </Suspense>
        )}
        {message.system?.code === 'ticket.joined' && (
          <Suspense fallback={null}>
            <MergedTalk ticketId={String(message.system.data['id'])} to={String(message.system.data['to'])} />
          </Suspense>
        )}
      </>
    );
  const name = author.kind === 'agent' && author.id === meId ? t('timeline:you') : author.name || t(`timeline:author.${author.kind}`);
  const actions = !message.recalledAt && <EntryActions ticketId={ticketId} message={message} meId={meId} onRecall={onRecall} onQuote={onQuote} />;
  const { replyTo } = message;
  const quoted = replyTo && <QuotedLine quote={replyTo} meId={meId} onJump={() => onJump(replyTo.seq)} />;
  const words = message.recalledAt ? (
    <Recalled />
  ) : (
    <>
      {message.attachments.length > 0 && <Attachments files={message.attachments} />}
      {message.text !== null && (message.mentions ? <MentionedWords text={message.text} mentions={message.mentions} meId={meId} /> : <LinkedWords text={message.text} />)}
      {translated && (
        <Suspense fallback={null}>
          <MessageTranslation ticketId={ticketId} messageId={message.id} />
        </Suspense>
      )}
      {message.text !== null && !message.internal && hasLink(message.text) && (
        <Suspense fallback={null}>
          <LinkPreview ticketId={ticketId} messageId={message.id} />
        </Suspense>
      )}
      {(message.card?.['mailId'] !== undefined || (byMail && author.kind === 'agent' && !message.internal)) && (
        <Suspense fallback={null}>{message.card ? <MailReceived ticketId={ticketId} messageId={message.id} /> : <MailSent ticketId={ticketId} messageId={message.id} />}</Suspense>
      )}
    </>
  );
  if (message.internal)
    return (
      <NotePaper
        label={t('timeline:note')}
        author={name}
        foot={
          <>
            {actions}
            {time}
          </>
        }
      >
        {quoted}
        {words}
      </NotePaper>
    );
  const foot = endsRun && (
    <>
      <span className="sr-only mid:not-sr-only">{name}</span>
      {time}
      {mark && !message.recalledAt && <MarkSign mark={mark} />}
    </>
  );
  return (
    <Bubble side={author.kind === 'customer' ? 'theirs' : 'ours'} foot={foot || undefined} aside={actions || undefined} faded={message.recalledAt !== null}>
      {quoted}
      {words}
    </Bubble>
  );
}

function Recalled() {
  const { t } = useTranslation();
  return (
    <span className="inline-flex items-center gap-1.5 text-muted">
      <Ban size={14} aria-hidden />
      {t('timeline:recalled')}
    </span>
  );
}

function MarkSign({ mark }: { mark: Mark }) {
  const { t } = useTranslation();
  const Icon = mark === 'sent' ? Check : CheckCheck;
  return (
    <span className={mark === 'read' ? 'inline-flex items-center gap-1 text-accent-text' : 'inline-flex items-center gap-1'}>
      <Icon size={14} aria-hidden />
      {t(`timeline:mark.${mark}`)}
    </span>
  );
}
