import { PauseReason } from '#contracts/sla.js';
import type { TicketState } from '#contracts/tickets.js';
import type { Pause } from './due-clock.rules.js';

/** A move of a ticket, as it was recorded. */
export interface Move {
  readonly at: Date;
  readonly to: TicketState;
}

/** In which states nobody of ours is waited for. */
export const stopsIn = (state: TicketState, pausesOnHold: boolean): PauseReason | null =>
  state === 'on_hold' && !pausesOnHold ? null : (PauseReason.safeParse(state).data ?? null);

/**
 * The stretches in which the clock stood, told from the moves of the ticket in whatever order they come. A state that no
 * move tells of holds since `since`.
 */
export function pausesOf(moves: readonly Move[], state: TicketState, since: Date, pausesOnHold: boolean): Pause[] {
  const ordered = [...moves].sort((a, b) => a.at.getTime() - b.at.getTime());
  const last = ordered.at(-1);
  if (last?.to !== state) ordered.push({ at: last && last.at > since ? last.at : since, to: state });
  const pauses: Pause[] = [];
  for (const [index, { at, to }] of ordered.entries()) {
    const why = stopsIn(to, pausesOnHold);
    if (why === null) continue;
    const end = ordered[index + 1]?.at ?? null;
    if (end === null || end > at) pauses.push({ from: at, to: end, why });
  }
  return pauses;
}
