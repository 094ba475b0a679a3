import type { RuleTrigger } from '#contracts/automation.js';
import type { TimeFact } from '#contracts/automation.fields.js';
import { addOpenMinutes, type OpeningHours } from '../calendars/opening.rules.js';
import { isDone } from '../tickets/ticket-state.rules.js';

/** The moments of a ticket that a rule's clock may run from. */
export interface Moments {
  readonly state: string;
  readonly assigneeId: string | null;
  readonly createdAt: Date;
  /** It was elsewhere until then. */
  readonly importedAt: Date | null;
  /** When the present state began, and when it went to nobody. */
  readonly stateSince: Date;
  readonly assignedSince: Date;
  readonly waitingSince: Date | null;
  readonly lastCustomerAt: Date | null;
  readonly lastStaffAt: Date | null;
}

/** Since when a fact holds; null where it does not, or began before the ticket was here. */
export function sinceWhen(fact: TimeFact, ticket: Moments): Date | null {
  const since = factSince(fact, ticket);
  return since && ticket.importedAt && since <= ticket.importedAt ? null : since;
}

/** What is solved or closed is nobody's work, and no clock runs on it but that of "solved". */
function factSince(fact: TimeFact, ticket: Moments): Date | null {
  const { state, lastCustomerAt, lastStaffAt } = ticket;
  if (fact === 'pending' || fact === 'on_hold' || fact === 'solved') return state === fact ? ticket.stateSince : null;
  if (isDone(state)) return null;
  switch (fact) {
    case 'opened':
      return ticket.createdAt;
    case 'unassigned':
      return ticket.assigneeId === null ? ticket.assignedSince : null;
    case 'customer_waits':
      return ticket.waitingSince;
    case 'customer_word':
      return lastCustomerAt;
    case 'staff_word':
      return lastStaffAt !== null && (lastCustomerAt === null || lastCustomerAt < lastStaffAt) ? lastStaffAt : null;
  }
}

type TimeTrigger = Extract<RuleTrigger, { on: 'time' }>;
/** When a rule is asked of a ticket; null while no opening of its team is in sight. */
export const dueAfter = ({ minutes, hours }: TimeTrigger, since: Date, opening: OpeningHours | null): Date | null =>
  hours === 'opening' ? addOpenMinutes(opening, since, minutes) : new Date(since.getTime() + minutes * 60_000);

/** Clocks of these run from what somebody says. */
export const hearsWords = (when: RuleTrigger): boolean =>
  when.on === 'event' ? when.event === 'customer_wrote' || when.event === 'staff_answered' : when.since === 'customer_waits' || when.since === 'customer_word' || when.since === 'staff_word';

export const triggerOf = (when: RuleTrigger): string => (when.on === 'event' ? when.event : 'time');
