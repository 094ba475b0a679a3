import type { TicketRow } from '#contracts/tickets.js';
import { AlarmClock, CircleCheck, MessageSquareWarning, Pause, Phone, Reply, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSeconds } from '../../client/clock.js';
import { exactTime } from '../../client/format.js';
import { Badge } from '../../ui/badge.js';
import { cx } from '../../ui/class-names.js';
import { type DueLevel, dueDistance, dueLevel } from './due.rules.js';

type Owed = Pick<NonNullable<TicketRow['promise']>, 'kind' | 'dueAt' | 'warnAt'>;
type Target = Pick<NonNullable<TicketRow['due']>, 'kind' | 'state' | 'dueAt' | 'warnAt'>;

const LOOK: Record<DueLevel, string> = { calm: 'bg-press text-muted', amber: 'bg-amber-paper text-amber', red: 'bg-red-paper text-red' };
const KIND = { answer: Reply, callback: Phone, complaint: MessageSquareWarning };
const TARGET = { first_answer: Reply, next_answer: Reply, resolution: CircleCheck };
const ICON = { amber: TriangleAlert, red: AlarmClock };

/** What was promised, and how far its time is away. */
export function DueChip({ promise }: { promise: Owed }) {
  const { t } = useTranslation();
  const now = useSeconds();
  const level = dueLevel(promise, now);
  return (
    <Chip level={level} icon={level === 'calm' ? KIND[promise.kind] : ICON[level]} kind={t(`due.kind.${promise.kind}`)} title={promise.dueAt === null ? t('due.untimedHint') : t(`due.at.${promise.kind}`, { time: exactTime(promise.dueAt) })}>
      {useDueText()(promise.dueAt, now)}
    </Chip>
  );
}

/** What runs out soonest by its policy, and how far that is away; or that its clock stands. */
export function ClockChip({ due }: { due: Target }) {
  const { t } = useTranslation();
  const now = useSeconds();
  const text = useDueText();
  const level = dueLevel(due, now);
  const stands = due.state === 'paused' || due.dueAt === null;
  const said = due.state === 'paused' ? t('due.paused') : text(due.dueAt, now);
  const kind = t(`due.kind.${due.kind}`);
  return (
    <Chip level={stands ? 'calm' : level} icon={due.state === 'paused' ? Pause : level === 'calm' ? TARGET[due.kind] : ICON[level]} kind={kind} title={`${kind} ${due.dueAt === null ? said : exactTime(due.dueAt)}`}>
      {said}
    </Chip>
  );
}

/** Colour, icon and words agree. */
function Chip({ level, icon: Icon, kind, title, children }: { level: DueLevel; icon: typeof Reply; kind: string; title: string; children: string }) {
  return (
    <span title={title} className={cx('tabular inline-flex h-5 shrink-0 items-center gap-1 rounded-control px-1.5 text-12 font-medium', LOOK[level])}>
      <Icon size={12} aria-hidden />
      <span className="sr-only">{kind}</span>
      {children}
    </span>
  );
}

/** "in 12 min", "5 min over" */
export function useDueText(): (dueAt: string | null, nowSeconds: number) => string {
  const { t } = useTranslation();
  return (dueAt, nowSeconds) => {
    if (dueAt === null) return t('due.untimed');
    const { over, unit, count } = dueDistance(dueAt, nowSeconds);
    return t(`due.${over ? 'over' : 'in'}.${unit}`, { count });
  };
}

/** That a ticket is a complaint, and how grave. */
export function ComplaintBadge({ severity }: { severity: NonNullable<TicketRow['complaint']> }) {
  const { t } = useTranslation();
  return (
    <Badge tone={severity === 'critical' ? 'red' : 'amber'} icon={<MessageSquareWarning size={12} aria-hidden />} title={t(`due.severity.${severity}`)}>
      {t(severity === 'critical' ? 'due.severity.critical' : 'due.complaint')}
    </Badge>
  );
}
