import type { WebhookFault } from '#contracts/webhooks.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** How long to wait after the n-th try (Standard Webhooks, "Deliverability and reliability"): ten tries over a little more than three days. */
const PAUSES = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR] as const;
export const MOST_TRIES = PAUSES.length + 1;
/** So that what failed together does not come back together. */
const JITTER = 0.2;
/** An endpoint that took nothing for so long, however often it was asked, is switched off. */
const FAILING_MS = 5 * DAY;
const FEWEST_FAILURES = 10;

export interface Tried {
  readonly status: number | null;
  readonly fault: WebhookFault | null;
  /** How long the other side asks to be left alone. */
  readonly restMs: number;
}
export type Outcome = { readonly state: 'delivered' } | { readonly state: 'failed' } | { readonly state: 'due'; readonly dueAt: Date };

/** @param chance 0 to 1, by which the next try is a little later */
export function outcomeOf({ fault, status, restMs }: Tried, round: number, now: Date, chance: number): Outcome {
  if (fault === null) return { state: 'delivered' };
  const pause = PAUSES[round - 1];
  if (pause === undefined || status === 410) return { state: 'failed' };
  return { state: 'due', dueAt: new Date(now.getTime() + Math.max(pause * (1 + JITTER * chance), restMs)) };
}

/** Whether this try is the one too many, and what the endpoint is called then. */
export function lastStraw({ status, fault }: Tried, { failures, failingSince }: { failures: number; failingSince: Date | null }, now: Date): 'gone' | 'failing' | null {
  if (fault === null) return null;
  if (status === 410) return 'gone';
  return failingSince !== null && failures >= FEWEST_FAILURES && now.getTime() - failingSince.getTime() >= FAILING_MS ? 'failing' : null;
}

/** What an answer means: 2xx is taken, a redirect is followed nowhere. */
export function faultOf(status: number): WebhookFault | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? 'redirect' : 'status';
}
