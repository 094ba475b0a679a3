import type { DueTime } from '#contracts/sla.js';
import { useQuery } from '@tanstack/react-query';
import { Check, ChevronRight, Pause, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { exactMinute, exactTime } from '../../../client/format.js';
import { ticketDueTimesQuery } from '../../../client/sla.data.js';
import { Badge } from '../../../ui/badge.js';
import { Section } from '../../../ui/pane.js';
import { Time } from '../../../ui/time.js';
import { ClockChip } from '../../app/due-chip.js';
import { useOpenTime, useSlaTexts } from './use-sla-texts.js';

/** When answers and the solution are due by policy, and in plain words why then. */
export default function TicketDueTimes({ ticketId }: { ticketId: string }) {
  const here = useSlaTexts();
  const { t } = useTranslation('sla');
  const { data } = useQuery(ticketDueTimesQuery(ticketId));
  if (!here || !data || data.items.length === 0) return null;
  return (
    <Section title={t('pane.title')}>
      <ul className="flex flex-col gap-3">
        {data.items.map((item) => (
          <li key={item.kind} className="flex flex-col gap-0.5 text-13">
            <span className="flex min-h-5 items-center justify-between gap-2">
              <span className="font-medium">{t(`kind.${item.kind}`)}</span>
              <Standing item={item} />
            </span>
            <Moment item={item} />
            <Why item={item} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Standing({ item: { kind, state, dueAt, warnAt, breachedAt } }: { item: DueTime }) {
  const { t } = useTranslation('sla');
  if (state === 'running') return <ClockChip due={{ kind, state, dueAt, warnAt }} />;
  if (state === 'paused') return <Badge icon={<Pause size={12} aria-hidden />}>{t('pane.paused')}</Badge>;
  return breachedAt ? (
    <Badge tone="red" icon={<TriangleAlert size={12} aria-hidden />}>
      {t('pane.late')}
    </Badge>
  ) : (
    <Badge tone="green" icon={<Check size={12} aria-hidden />}>
      {t('pane.inTime')}
    </Badge>
  );
}

function Moment({ item: { state, dueAt, metAt, leftSeconds } }: { item: DueTime }) {
  const { t } = useTranslation('sla');
  const openTime = useOpenTime();
  const moment = (at: string) => <Time at={at} short={exactMinute(at)} exact={exactTime(at)} className="tabular" />;
  if (state === 'paused') return <span className="text-muted">{t('pane.left', { time: openTime(leftSeconds) })}</span>;
  if (dueAt === null) return <span className="text-muted">{t('pane.noOpening')}</span>;
  return (
    <span className="text-muted">
      {t('pane.by')} {moment(dueAt)}
      {metAt && (
        <>
          {' · '}
          {t('pane.met')} {moment(metAt)}
        </>
      )}
    </span>
  );
}

/** The reasons, folded: policy, hours, pauses. */
function Why({ item: { basis, startedAt, leftSeconds, state } }: { item: DueTime }) {
  const { t } = useTranslation('sla');
  const openTime = useOpenTime();
  return (
    <details className="group text-12 text-muted">
      <summary className="inline-flex cursor-pointer list-none items-center gap-0.5 rounded-control text-accent-text">
        <ChevronRight size={12} aria-hidden className="transition-transform group-open:rotate-90 motion-reduce:transition-none rtl:rotate-180" />
        {t('pane.why')}
      </summary>
      <ul className="mt-1 flex flex-col gap-1 ps-3.5">
        <li dir="auto">{t('why.policy', { policy: basis.policy.name, version: basis.policy.version, priority: t(`priority.${basis.priority}`), time: openTime(basis.minutes * 60) })}</li>
        <li>{t('why.from', { from: exactMinute(basis.opensAt ?? startedAt) })}</li>
        <li dir="auto">{basis.calendar ? t('why.hours', { name: basis.calendar.name, zone: basis.calendar.zone }) : t('why.always')}</li>
        {basis.pauses.map(({ from, to, why }) => (
          <li key={from}>{to ? t(`why.pause.${why}`, { from: exactMinute(from), to: exactMinute(to) }) : t(`why.stands.${why}`, { from: exactMinute(from) })}</li>
        ))}
        {state === 'paused' && <li>{t('why.goesOn', { time: openTime(leftSeconds) })}</li>}
      </ul>
    </details>
  );
}
