import type { CallWindow, PromiseBasis } from '#contracts/promises.js';
import { addOpenMinutes, nextOpening, type OpeningHours } from '../calendars/opening.rules.js';

export interface Promised {
  /** Null: no opening in sight, so no time is promised. */
  readonly dueAt: Date | null;
  readonly warnAt: Date | null;
  readonly basis: PromiseBasis;
}

/** The last quarter of the time is when it becomes urgent. */
const CALM_SHARE = 0.75;
const MINUTE_MS = 60_000;

/** To the next whole minute: what we tell a person has no seconds, and must not be earlier than what we hold ourselves to. */
const wholeMinute = (at: Date): Date => new Date(Math.ceil(at.getTime() / MINUTE_MS) * MINUTE_MS);

/** An answer within `minutes` of the team's open time from `madeAt`. */
export function promiseWithin(hours: OpeningHours | null, madeAt: Date, minutes: number, source: 'team' | 'organisation'): Promised {
  const opensAt = nextOpening(hours, madeAt);
  const dueAt = addOpenMinutes(hours, madeAt, minutes);
  if (!opensAt || !dueAt) return { dueAt: null, warnAt: null, basis: { rule: 'no_opening' } };
  const basis = { rule: 'open_time', minutes, source, opensAt: opensAt.toISOString(), zone: hours?.zone ?? null } as const;
  return { dueAt: wholeMinute(dueAt), warnAt: addOpenMinutes(hours, madeAt, minutes * CALM_SHARE), basis };
}

/** A call within the window that was wished for; urgent from its start on. */
export function promiseInWindow({ from, to }: CallWindow, zone: string | null): Promised {
  return { dueAt: new Date(to), warnAt: new Date(from), basis: { rule: 'window', from, to, zone } };
}

/** What an agent agreed on after an attempt; urgent in the last quarter of the wait. */
export function promiseAgreed(now: Date, dueAt: Date, byName: string): Promised {
  const warnAt = new Date(now.getTime() + Math.max(0, dueAt.getTime() - now.getTime()) * CALM_SHARE);
  return { dueAt, warnAt, basis: { rule: 'agreed', byName } };
}
