import type { DueKind, TicketState } from '#contracts/tickets.js';

/** What rows say of a ticket, as far as something is owed on it. */
export interface TicketFacts {
  readonly state: TicketState;
  readonly openedAt: Date;
  readonly firstCustomerAt: Date | null;
  readonly firstStaffAt: Date | null;
  readonly waitingSince: Date | null;
  readonly solvedAt: Date | null;
  readonly closedAt: Date | null;
  /** It was elsewhere until then, and so was whatever was owed. */
  readonly importedAt: Date | null;
}
/** The wait that was counted before, and our first word after it began. */
export interface EarlierWait {
  readonly startedAt: Date;
  readonly answeredAt: Date | null;
}
export interface Owed {
  readonly startedAt: Date;
  readonly metAt: Date | null;
}

const isOver = (state: TicketState): boolean => state === 'solved' || state === 'closed';

/** The first answer is owed to whom spoke first, until it is given or the end comes; who was written to first waits for the next one. */
function firstAnswer({ state, firstCustomerAt, firstStaffAt }: TicketFacts): Owed | null {
  if (!firstCustomerAt || (firstStaffAt && firstStaffAt < firstCustomerAt)) return null;
  return firstStaffAt || !isOver(state) ? { startedAt: firstCustomerAt, metAt: firstStaffAt } : null;
}

function nextAnswer({ firstStaffAt, waitingSince }: TicketFacts, earlier: EarlierWait | null): Owed | null {
  if (!firstStaffAt) return null;
  // The wait may have begun before our first word: it came with a ticket that was merged, or crossed that word.
  if (waitingSince) return { startedAt: waitingSince, metAt: null };
  return earlier?.answeredAt ? { startedAt: earlier.startedAt, metAt: earlier.answeredAt } : null;
}

/** What is owed on a ticket, and since when. Told from rows alone, so that it does not matter what was heard in which order. */
export function owedOn(facts: TicketFacts, earlier: EarlierWait | null): Record<DueKind, Owed | null> {
  // What is owed of a ticket from elsewhere is the answer to a word that came here, whether it was answered before or not.
  if (facts.importedAt) {
    const next = nextAnswer({ ...facts, firstStaffAt: facts.firstStaffAt ?? facts.importedAt }, earlier);
    return { first_answer: null, next_answer: next && next.startedAt > facts.importedAt ? next : null, resolution: null };
  }
  const over = isOver(facts.state) ? (facts.solvedAt ?? facts.closedAt) : null;
  return { first_answer: firstAnswer(facts), next_answer: nextAnswer(facts, earlier), resolution: { startedAt: facts.openedAt, metAt: over } };
}
