import { isDone } from '../tickets/ticket-state.rules.js';
import type { TicketState } from '#contracts/tickets.js';

interface Owner {
  readonly visitorId: string | null;
  readonly customerId: string | null;
}
/** The same browser or correspondent, or the same proven customer. An address that both merely name proves nothing. */
export const isSameCustomer = (a: Owner, b: Owner): boolean => (a.visitorId !== null && a.visitorId === b.visitorId) || (a.customerId !== null && a.customerId === b.customerId);

/** Somebody ended it since the person looked; what else moved meanwhile does not matter to a merge. */
export const hasEnded = (seen: TicketState | undefined, present: string): boolean => seen !== undefined && seen !== present && isDone(present);

export type MergeFault = 'itself' | 'source_merged' | 'source_closed' | 'spam' | 'target_over' | 'still_owed';
interface Side extends Owner {
  readonly id: string;
  readonly state: string;
  readonly mergedIntoId: string | null;
  readonly spamAt: Date | null;
}
/** Why two tickets cannot become one; null: they can. What was merged or closed takes nothing in, so that merges make no circle. */
export function mergeFault(source: Side, target: Side, owed: number): MergeFault | null {
  if (source.id === target.id) return 'itself';
  if (source.mergedIntoId !== null) return 'source_merged';
  if (source.state === 'closed') return 'source_closed';
  if (source.spamAt !== null || target.spamAt !== null) return 'spam';
  if (target.state === 'closed') return 'target_over';
  return owed > 0 && !isSameCustomer(source, target) ? 'still_owed' : null;
}

/** Since when the customer waits whose two tickets are one now. */
export const earlier = (a: Date | null, b: Date | null): Date | null => (a && b ? (a < b ? a : b) : (a ?? b));
