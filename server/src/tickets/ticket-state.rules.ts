import type { TicketState } from '#contracts/tickets.js';

/** The moves of a ticket. Every change of state goes through this table. */
export const TICKET_MOVES = {
  take: { from: ['new'], to: 'open' },
  wait: { from: ['new', 'open', 'on_hold', 'solved'], to: 'pending' },
  hold: { from: ['new', 'open', 'pending', 'solved'], to: 'on_hold' },
  solve: { from: ['new', 'open', 'pending', 'on_hold'], to: 'solved' },
  resume: { from: ['pending', 'on_hold', 'solved'], to: 'open' },
  close: { from: ['new', 'open', 'pending', 'on_hold', 'solved'], to: 'closed' },
  reopen: { from: ['closed'], to: 'open' },
} as const satisfies Record<string, { from: readonly TicketState[]; to: TicketState }>;
export type TicketMove = keyof typeof TICKET_MOVES;

export function isAllowed(move: TicketMove, state: string): boolean {
  const from: readonly string[] = TICKET_MOVES[move].from;
  return from.includes(state);
}

/** Nothing is left to do: solved, and perhaps final. */
export const isDone = (state: string): boolean => state === 'solved' || state === 'closed';

/** The states that a word of the customer ends. One on hold waits for somebody else, whatever the customer says meanwhile. */
export const endsByWord = (state: string): boolean => state === 'pending' || state === 'solved';

/**
 * Somebody else was faster: the person decided on another state than the ticket has now, and it is not the one he wants.
 * Whoever does not say what he saw takes what comes.
 */
export const isCrossed = (seen: TicketState | undefined, present: string, wanted: TicketState): boolean => seen !== undefined && present !== seen && present !== wanted;

const DAY_MS = 86_400_000;
/** What was solved before this is closed for good. */
export const closesBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY_MS);
