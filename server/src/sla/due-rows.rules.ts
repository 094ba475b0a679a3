import type { DueBasis } from '#contracts/sla.js';
import { DueKind, type TicketPriority } from '#contracts/tickets.js';
import type { OpeningHours } from '../calendars/opening.rules.js';
import { type Pause, readClock } from './due-clock.rules.js';
import type { Owed } from './owed.rules.js';

/** One target of a ticket as it stands now. */
export interface DueRow {
  readonly kind: DueKind;
  readonly state: 'running' | 'paused' | 'met';
  readonly startedAt: Date;
  readonly dueAt: Date | null;
  readonly warnAt: Date | null;
  readonly warnedAt: Date | null;
  readonly breachedAt: Date | null;
  readonly metAt: Date | null;
  readonly leftSeconds: number;
  readonly nextAt: Date | null;
  readonly basis: DueBasis;
}
export interface Target {
  readonly kind: DueKind;
  readonly minutes: number;
  readonly owed: Owed;
}
export interface Setting {
  readonly policy: DueBasis['policy'];
  readonly priority: TicketPriority;
  readonly hours: OpeningHours | null;
  readonly calendarName: string | null;
  readonly pauses: readonly Pause[];
}
export type DueDeed = 'warned' | 'breached' | 'met';

const MOST_PAUSES = 20;
const isBy = (at: Date | null, now: Date): boolean => at !== null && at <= now;
const sameTime = (a: Date | null, b: Date | null): boolean => a?.getTime() === b?.getTime();

/** One target as it stands at `now`. What was met in time stays so, and what was late stays late. */
export function dueRow({ kind, minutes, owed: { startedAt, metAt } }: Target, { policy, priority, hours, calendarName, pauses }: Setting, now: Date): DueRow {
  // What paused it after it was met, such as the solution itself, has no part in it.
  const counted = pauses.filter(({ from, to }) => (to === null || to > startedAt) && (metAt === null || from < metAt));
  const { dueAt, warnAt, opensAt, leftSeconds, paused } = readClock(hours, startedAt, minutes, counted, metAt ?? now);
  const late = isBy(dueAt, metAt ?? now) && (metAt === null || !sameTime(dueAt, metAt));
  const state = metAt ? 'met' : paused && dueAt === null ? 'paused' : 'running';
  const warned = metAt === null && isBy(warnAt, now);
  return {
    kind, state, startedAt, dueAt, warnAt, metAt, leftSeconds,
    warnedAt: warned ? warnAt : null,
    breachedAt: late ? dueAt : null,
    nextAt: state !== 'running' || late ? null : warned ? dueAt : warnAt,
    basis: {
      policy, priority, minutes,
      calendar: hours && { name: calendarName ?? '', zone: hours.zone },
      opensAt: opensAt?.toISOString() ?? null,
      pauses: counted.slice(-MOST_PAUSES).map(({ from, to, why }) => ({ from: from.toISOString(), to: to?.toISOString() ?? null, why })),
    },
  };
}

type Known = Pick<DueRow, 'kind' | 'startedAt' | 'warnedAt' | 'breachedAt' | 'metAt'>;

/** What has newly become of a target since it was last looked at. A wait that began anew has a fate of its own. */
export function deedsOf(before: Known | undefined, { startedAt, warnedAt, breachedAt, metAt }: Known): DueDeed[] {
  const known = before && sameTime(before.startedAt, startedAt) ? before : undefined;
  if (metAt) return known?.metAt || !before ? [] : breachedAt && !known?.breachedAt ? ['breached', 'met'] : ['met'];
  if (breachedAt) return known?.breachedAt ? [] : ['breached'];
  return warnedAt && !known?.warnedAt ? ['warned'] : [];
}

/** What a list shows: what runs out soonest; without that, what stands with the least time left; null when all is met. */
export function soonest(rows: readonly DueRow[]): DueRow | null {
  const rank = ({ state, dueAt, leftSeconds }: DueRow): readonly [number, number] => (dueAt ? [0, dueAt.getTime()] : [state === 'paused' ? 1 : 2, leftSeconds]);
  const open = rows.filter(({ state }) => state !== 'met').map((row) => ({ row, rank: rank(row) }));
  open.sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || DueKind.options.indexOf(a.row.kind) - DueKind.options.indexOf(b.row.kind));
  return open[0]?.row ?? null;
}
