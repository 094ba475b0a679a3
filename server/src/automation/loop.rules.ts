import type { z } from 'zod';
import type { StopReason } from '#contracts/automation.js';

/** So long a chain of rules may be: a rule that moves a ticket, another that hears of it, and so on. */
export const MOST_LINKS = 4;
/** So often may rules act on one ticket within an hour. */
export const MOST_RUNS_AN_HOUR = 20;
export const HOUR_MS = 3_600_000;

export interface Chain {
  /** Rules whose doing led to this occasion, and those that acted already on what it all began with. */
  readonly ruleIds: readonly string[];
  /** How many events stand before it in its chain. */
  readonly depth: number;
  /** Runs on this ticket within the last hour. */
  readonly runs: number;
}

/** Why a rule must not act though it is for this ticket: it would answer its own doing, or rules feed each other. */
export function heldBack(ruleId: string, { ruleIds, depth, runs }: Chain): z.infer<typeof StopReason> | null {
  if (ruleIds.includes(ruleId)) return 'own_change';
  if (depth >= MOST_LINKS) return 'chain';
  return runs >= MOST_RUNS_AN_HOUR ? 'too_many' : null;
}
