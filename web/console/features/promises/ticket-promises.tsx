import type { StaffPromise, TicketPromises as Data } from '#contracts/promises.js';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ticketPromisesQuery } from '../../../client/promises.data.js';
import { clockTime, exactMinute, exactTime } from '../../../client/format.js';
import { Facts, Section } from '../../../ui/pane.js';
import { Time } from '../../../ui/time.js';
import { ComplaintBadge, DueChip } from '../../app/due-chip.js';
import { CallCard } from './call-card.js';
import { LoadFailure } from '../../app/load-failure.js';
import { TicketCalls } from './ticket-calls.js';
import { PromiseBadge } from './promise-badge.js';
import { useDuration } from './use-duration.js';
import { usePromiseTexts } from './use-promise-texts.js';

/** What this customer was promised, why by then, and what became of it; the complaint in his words, and the calls. */
export default function TicketPromises({ ticketId }: { ticketId: string }) {
  const here = usePromiseTexts();
  const { t } = useTranslation('promises');
  const promises = useQuery(ticketPromisesQuery(ticketId));
  const { data } = promises;
  if (here && promises.failureReason && !data)
    return (
      <Section title={t('heading')}>
        <LoadFailure of={promises} />
      </Section>
    );
  if (!here || !data) return null;
  return (
    <>
      {data.complaint && <Complaint complaint={data.complaint} />}
      {data.items.map((promise) => (
        <Promised key={promise.id} promise={promise} />
      ))}
      <TicketCalls ticketId={ticketId} />
    </>
  );
}

function Complaint({ complaint }: { complaint: NonNullable<Data['complaint']> }) {
  const { t } = useTranslation('promises');
  return (
    <Section title={t('complaint.title')} action={<ComplaintBadge severity={complaint.severity} />}>
      <p dir="auto" className="mb-2 text-13 break-words whitespace-pre-wrap">
        {complaint.grievance}
      </p>
      <Facts
        rows={[
          [t('complaint.remedy'), t(`complaint.remedies.${complaint.remedy}`)],
          [t('complaint.severity'), t(`complaint.severities.${complaint.severity}`)],
        ]}
      />
    </Section>
  );
}

function Promised({ promise }: { promise: StaffPromise }) {
  const { t } = useTranslation('promises');
  const duration = useDuration();
  const owed = promise.state === 'open' || promise.state === 'broken';
  const moment = (at: string) => <Time at={at} short={exactMinute(at)} exact={exactTime(at)} className="tabular" />;
  const rows: (readonly [string, ReactNode])[] = [
    [t('made'), moment(promise.madeAt)],
    [t('due'), promise.dueAt === null ? t('untimed') : moment(promise.dueAt)],
    [t('why'), <Why promise={promise} />],
    ...(promise.email ? [[t('email'), <Claimed value={promise.email} />] as const] : []),
    ...(promise.phone ? [[t('phone'), <Claimed value={promise.phone} />] as const] : []),
    ...(promise.keptAt ? [[t('keptAt'), moment(promise.keptAt)] as const] : []),
    ...(promise.keptBy ? [[t('keptBy'), promise.keptBy.name] as const] : []),
    ...(promise.openSeconds !== null && promise.wallSeconds !== null
      ? [[t('took'), t('tookBoth', { open: duration(promise.openSeconds), wall: duration(promise.wallSeconds) })] as const]
      : []),
    ...(promise.withdrawn ? [[t('withdrawnAt'), <>{moment(promise.withdrawn.at)} · {t(`withdrawn.${promise.withdrawn.reason}`)}</>] as const] : []),
  ];
  return (
    <Section title={t(`kinds.${promise.kind}`)} action={owed ? <DueChip promise={promise} /> : <PromiseBadge state={promise.state} />}>
      {promise.callback && <CallCard promise={promise} callback={promise.callback} />}
      <Facts rows={rows} />
    </Section>
  );
}

const Claimed = ({ value }: { value: string }) => (
  <span dir="ltr" className="break-all">
    {value}
  </span>
);

/** Why it is due when it is, in one sentence. */
function Why({ promise: { basis } }: { promise: StaffPromise }) {
  const { t } = useTranslation('promises');
  const duration = useDuration();
  if (basis.rule === 'open_time') return <>{t(`basis.${basis.source}`, { time: duration(basis.minutes * 60), from: exactMinute(basis.opensAt), zone: basis.zone ?? t('basis.always') })}</>;
  if (basis.rule === 'window') return <>{t('basis.window', { from: exactMinute(basis.from), to: clockTime(basis.to) })}</>;
  return <>{basis.rule === 'agreed' ? t('basis.agreed', { name: basis.byName }) : t('basis.noOpening')}</>;
}
