import type { Outgoing } from '#contracts/outgoing.js';
import { CalendarClock, CircleAlert, Hourglass } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { exactMinute } from '../../../client/format.js';
import { changeHeld, releaseHeld, withdrawHeld } from '../../../client/outgoing.data.js';
import { lazyPart } from '../../../ui/lazy-part.js';
import { Bubble } from '../../../ui/timeline.js';
import { tellFailure } from '../../app/error-text.js';
import { LinkedWords } from '../../app/linked-words.js';
import { takeBack } from './take-back.js';

const SendLaterDialog = lazyPart(() => import('./send-later-dialog.js'));

/** One reply that waits: when it leaves, and what may be done about it; or why it did not. */
export function OutgoingEntry({ held, meId }: { held: Outgoing; meId: string }) {
  const { t } = useTranslation('sending');
  const [editing, setEditing] = useState(false);
  const { id, ticketId, author, text, attachments, kind, dueAt, state, reason, can, version } = held;
  const own = author.id === meId;
  const returned = state === 'returned';
  const run = (call: Promise<unknown>) => void call.catch(tellFailure);
  return (
    <li className="mt-1" data-outgoing={id}>
      <Bubble
        side="ours"
        faded={!returned}
        foot={
          <span role={returned ? 'alert' : undefined} className={`flex flex-wrap items-center justify-end gap-x-2 ${returned ? 'text-red' : ''}`}>
            {returned ? <CircleAlert size={14} aria-hidden /> : kind === 'later' ? <CalendarClock size={14} aria-hidden /> : <Hourglass size={14} aria-hidden />}
            {!own && <span>{author.name}</span>}
            <span>{returned ? t(`returned.${reason ?? 'closed'}`) : kind === 'later' ? t('leavesAt', { when: exactMinute(dueAt) }) : <LeavesIn dueAt={dueAt} />}</span>
            {returned && own && <span className="text-muted">{t('inDraft')}</span>}
            {!returned && can.release && kind === 'later' && <Act onClick={() => run(releaseHeld(ticketId, id))}>{t('sendNow')}</Act>}
            {!returned && can.change && kind === 'later' && <Act onClick={() => setEditing(true)}>{t('edit')}</Act>}
            {!returned && can.withdraw && <Act onClick={() => (own ? void takeBack(held) : run(withdrawHeld(ticketId, id)))}>{t(kind === 'later' ? 'cancel' : 'undo')}</Act>}
            {returned && can.withdraw && <Act onClick={() => run(withdrawHeld(ticketId, id))}>{t('putAside')}</Act>}
          </span>
        }
      >
        {attachments.map(({ id: fileId, name }) => (
          <span key={fileId} dir="auto" className="block truncate text-13 text-muted">
            {name}
          </span>
        ))}
        {text !== null && <LinkedWords text={text} />}
      </Bubble>
      {editing && (
        <Suspense fallback={null}>
          <SendLaterDialog
            onClose={() => setEditing(false)}
            onChosen={() => undefined}
            words={{
              text: text ?? '',
              dueAt,
              onKeep: (words, at) => {
                setEditing(false);
                run(changeHeld(ticketId, id, { ...(words.trim() === '' ? {} : { text: words.trim() }), ...(at === null ? {} : { sendAt: new Date(at).toISOString() }) }, version));
              },
            }}
          />
        </Suspense>
      )}
    </li>
  );
}

/** Counts down; the server goes by its own clock. */
function LeavesIn({ dueAt }: { dueAt: string }) {
  const { t } = useTranslation('sending');
  const left = () => Math.max(0, Math.ceil((Date.parse(dueAt) - serverNow()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const timer = window.setInterval(() => setSeconds(left()), 500);
    return () => window.clearInterval(timer);
  });
  return <span className="tabular">{t(seconds > 0 ? 'leavesIn' : 'leaving', { seconds })}</span>;
}

function Act({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <button type="button" onClick={onClick} className="target rounded-control px-1 font-medium text-accent-text underline-offset-2 hover:bg-press hover:underline">
      {children}
    </button>
  );
}
