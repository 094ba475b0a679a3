const YEAR_MS = 366 * 86_400_000;

/** Why a ticket cannot sleep until then; null when it can. */
export function snoozeFault(until: Date, now: Date): 'past' | 'too_far' | null {
  if (until.getTime() <= now.getTime()) return 'past';
  return until.getTime() - now.getTime() > YEAR_MS ? 'too_far' : null;
}
