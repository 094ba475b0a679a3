import type { PauseReason } from '#contracts/sla.js';
import { addOpenMinutes, nextOpening, type OpeningHours, openMinutesBetween } from '../calendars/opening.rules.js';

/** A stretch in which nobody of ours is waited for; `to` null while it lasts. */
export interface Pause {
  readonly from: Date;
  readonly to: Date | null;
  readonly why: PauseReason;
}
export interface Reading {
  /** Null while it is paused before its time was up, and where no opening is in sight. */
  readonly dueAt: Date | null;
  readonly warnAt: Date | null;
  /** The first moment that counted; null where none is in sight. */
  readonly opensAt: Date | null;
  /** Open time that is left, in seconds; less than none once it is over. */
  readonly leftSeconds: number;
  readonly paused: PauseReason | null;
}
interface Stretch {
  readonly from: Date;
  readonly to: Date | null;
}

/** The last quarter of the time is when it becomes urgent. */
const CALM_SHARE = 0.75;
const SECOND_MS = 1000;
// Open minutes are counted in fractions: the end of a stretch must not be missed by less than a millisecond.
const HAIR = 1e-6;

/** The time between pauses, from `startedAt` on; the last one without an end, unless a pause lasts. */
function* running(startedAt: Date, pauses: readonly Pause[]): Generator<Stretch> {
  let from = startedAt;
  for (const pause of [...pauses].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    if (pause.to !== null && pause.to <= from) continue;
    if (pause.from > from) yield { from, to: pause.from };
    if (pause.to === null) return;
    from = pause.to;
  }
  yield { from, to: null };
}

/** To the next whole second: it is never earlier than what was counted. */
const wholeSecond = (at: Date | null): Date | null => at && new Date(Math.ceil(at.getTime() / SECOND_MS) * SECOND_MS);

function reach(hours: OpeningHours | null, stretches: readonly Stretch[], minutes: number): Date | null {
  let left = minutes;
  for (const { from, to } of stretches) {
    if (to === null) return wholeSecond(addOpenMinutes(hours, from, Math.max(0, left)));
    const open = openMinutesBetween(hours, from, to);
    if (left <= open + HAIR) return wholeSecond(addOpenMinutes(hours, from, Math.max(0, left - HAIR)));
    left -= open;
  }
  return null;
}

/** What the clock of one target shows: `minutes` of open time from `startedAt`, without the pauses. */
export function readClock(hours: OpeningHours | null, startedAt: Date, minutes: number, pauses: readonly Pause[], now: Date): Reading {
  const stretches = [...running(startedAt, pauses)];
  let spent = 0;
  for (const { from, to } of stretches) spent += openMinutesBetween(hours, from, to !== null && to < now ? to : now);
  const lasting = pauses.find(({ from, to }) => to === null && from <= now);
  return {
    dueAt: reach(hours, stretches, minutes),
    warnAt: reach(hours, stretches, minutes * CALM_SHARE),
    opensAt: nextOpening(hours, startedAt),
    leftSeconds: Math.round((minutes - spent) * 60),
    paused: lasting?.why ?? null,
  };
}
