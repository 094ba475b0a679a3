import type { PhoneCall } from '#contracts/calls.js';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PhoneIncoming, PhoneOutgoing, Plus } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ticketCallsQuery } from '../../../client/calls.data.js';
import { exactMinute, exactTime } from '../../../client/format.js';
import { IconButton } from '../../../ui/button.js';
import { lazyPart } from '../../../ui/lazy-part.js';
import { Section } from '../../../ui/pane.js';
import { Time } from '../../../ui/time.js';
import { CALL_TEXTS } from '../../app/call-texts.js';
import { useTexts } from '../../app/use-texts.js';
import { LoadFailure } from '../../app/load-failure.js';
import { usePromiseTexts } from './use-promise-texts.js';

const RecordDialog = lazyPart(() => import('./record-dialog.js'));

/** The telephone calls of a ticket, and where the next is recorded. */
export function TicketCalls({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('calls');
  const ready = [useTexts('calls', CALL_TEXTS), usePromiseTexts()].every(Boolean);
  const calls = useQuery(ticketCallsQuery(ticketId));
  const { data } = calls;
  const [recording, setRecording] = useState(false);
  if (ready && calls.failureReason && !data)
    return (
      <Section title={t('title')}>
        <LoadFailure of={calls} />
      </Section>
    );
  if (!ready || !data || (data.items.length === 0 && !data.can.record)) return null;
  return (
    <Section
      title={t('title')}
      action={
        data.can.record && (
          <IconButton size="small" label={t('record')} onClick={() => setRecording(true)}>
            <Plus size={16} aria-hidden />
          </IconButton>
        )
      }
    >
      {data.items.length === 0 && <p className="text-13 text-muted">{t('none')}</p>}
      <ul className="flex flex-col gap-3">
        {data.items.map((call) => (
          <CallRow key={call.id} call={call} />
        ))}
      </ul>
      <Suspense fallback={null}>{recording && <RecordDialog ticketId={ticketId} direction="in" onClose={() => setRecording(false)} />}</Suspense>
    </Section>
  );
}

const THEIRS = { not_reached: 'missed', left_word: 'voice', wrong_number: 'misdialled' } as const;

function CallRow({ call: { at, by, direction, result, number, note, from } }: { call: PhoneCall }) {
  const { t } = useTranslation('calls');
  const Icon = direction === 'in' ? PhoneIncoming : PhoneOutgoing;
  const theirs = direction === 'in' && (result === 'not_reached' || result === 'left_word' || result === 'wrong_number');
  return (
    <li className="flex gap-2 text-13">
      <span title={t(direction)} className="mt-0.5 shrink-0 text-muted">
        <Icon size={14} aria-hidden />
        <span className="sr-only">{t(direction)}</span>
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex items-baseline justify-between gap-2">
          <span className="font-medium">{theirs ? t(THEIRS[result]) : t(`promises:call.results.${result}`)}</span>
          <Time at={at} short={exactMinute(at)} exact={exactTime(at)} className="tabular shrink-0 text-12 text-muted" />
        </span>
        <span className="flex flex-wrap gap-x-2 text-12 text-muted">
          {number && (
            <span dir="ltr" className="tabular">
              {number}
            </span>
          )}
          {by && <span>{by.name}</span>}
          {from && (
            <Link to="/tickets/$ticketId" params={{ ticketId: from.id }} search={{ view: 'all' }} className="tabular text-accent-text hover:underline">
              {t('ofMerged', { number: from.number })}
            </Link>
          )}
        </span>
        {note && (
          <span dir="auto" className="line-clamp-3 break-words whitespace-pre-wrap">
            {note}
          </span>
        )}
      </div>
    </li>
  );
}
