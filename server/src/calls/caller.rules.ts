import type { CallerProof } from '#contracts/calls.js';

/** A ticket that a number leads to, by itself or by its customer. */
export interface Trace {
  readonly ticketId: string;
  readonly customerId: string | null;
  readonly visitorId: string | null;
  readonly customerName: string | null;
  readonly visitorName: string | null;
}
/** Whose number it is by what. */
export interface Known {
  /** Customers who proved the number, or for whom the shop signed it. */
  readonly proven: ReadonlySet<string>;
  /** Tickets that a call with this number opened for whom it reached. */
  readonly named: ReadonlySet<string>;
}
export interface Person {
  readonly id: string;
  readonly kind: 'customer' | 'visitor';
  readonly name: string | null;
  readonly proof: CallerProof;
}

const STRENGTH: Readonly<Record<CallerProof, number>> = { proven: 2, called: 1, claimed: 0 };

/** The people behind the tickets, whoever is known best first; each once, in the order of their tickets. */
export function peopleOf(traces: readonly Trace[], { proven, named }: Known): Person[] {
  const people = new Map<string, Person>();
  for (const { ticketId, customerId, visitorId, customerName, visitorName } of traces) {
    const id = customerId ?? visitorId;
    if (id === null) continue;
    const proof: CallerProof = customerId !== null && proven.has(customerId) ? 'proven' : named.has(ticketId) ? 'called' : 'claimed';
    const known = people.get(id);
    if (known && STRENGTH[known.proof] >= STRENGTH[proof]) continue;
    people.set(id, { id, kind: customerId === null ? 'visitor' : 'customer', name: customerName ?? visitorName ?? known?.name ?? null, proof });
  }
  return [...people.values()].toSorted((a, b) => STRENGTH[b.proof] - STRENGTH[a.proof]);
}

/** A number that somebody only named may be anybody's: a ticket under it could be read by whoever named it. */
export const mayOpenFor = ({ proof }: Pick<Person, 'proof'>): boolean => proof !== 'claimed';
