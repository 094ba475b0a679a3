import type { TicketState } from '#contracts/tickets.js';

interface Source {
  readonly mergedIntoId: string | null;
  readonly spamAt: Date | null;
}
interface Candidate {
  readonly kind: string;
  readonly recalledAt: Date | null;
}
export type SplitFault = 'merged' | 'spam' | 'unknown';

/** Why a part of a talk cannot become a ticket; null: it can. Lines of the desk and what was recalled are nobody's matter. */
export function splitFault(source: Source, wanted: number, found: readonly Candidate[]): SplitFault | null {
  if (source.mergedIntoId !== null) return 'merged';
  if (source.spamAt !== null) return 'spam';
  return found.length < wanted || found.some(({ kind, recalledAt }) => kind === 'system' || recalledAt !== null) ? 'unknown' : null;
}

/** A ticket that somebody has is at work, another is new. */
export const beginsAs = (assigneeId: string | null): TicketState => (assigneeId === null ? 'new' : 'open');
