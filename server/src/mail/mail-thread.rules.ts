import type { AutomaticKind } from '#contracts/mail.js';

/** A ticket that a mail may belong to, and the addresses under which its requester is known. */
export interface Candidate {
  readonly ticketId: string;
  readonly requester: readonly string[];
}
export interface Arrival {
  /** As the From header has it: claimed. */
  readonly from: string;
  readonly automatic: AutomaticKind | null;
  /** The ticket of a signed address it came to. */
  readonly signed: Candidate | null;
  /** Tickets of mails it says it answers, the nearest first: ours, and those that this talk received. */
  readonly answered: readonly Candidate[];
}

/**
 * append: the requester goes on; aside: into the ticket for the staff alone; open: a ticket of its own, that knows
 * nothing of any other; ignore: kept, and nothing else.
 */
export type Place =
  | { readonly to: 'append' | 'aside'; readonly ticketId: string; readonly trust: 'signed' | 'known' }
  | { readonly to: 'open'; readonly trust: 'claimed' }
  | { readonly to: 'ignore'; readonly reason: 'automatic_reply' | 'automatic_bulk' | 'automatic_own' | 'bounce_unknown' };

/**
 * Where a mail belongs. Only an address that we signed is trusted by itself, and even there a third person speaks to
 * the staff alone: somebody passed the mail on. What a header names counts for the requester of that very ticket;
 * with anybody else it counts for nothing, since who knows an id of ours has not proven who he is. Subjects count for
 * nothing at all.
 */
export function placeOf({ from, automatic, signed, answered }: Arrival): Place {
  if (automatic === 'own') return { to: 'ignore', reason: 'automatic_own' };
  if (automatic === 'bounce') return { to: 'ignore', reason: 'bounce_unknown' };
  if (signed) return { to: signed.requester.includes(from) && automatic === null ? 'append' : 'aside', ticketId: signed.ticketId, trust: 'signed' };
  const own = answered.find(({ requester }) => requester.includes(from));
  if (own) return { to: automatic === null ? 'append' : 'aside', ticketId: own.ticketId, trust: 'known' };
  if (automatic === 'reply') return { to: 'ignore', reason: 'automatic_reply' };
  if (automatic === 'bulk') return { to: 'ignore', reason: 'automatic_bulk' };
  return { to: 'open', trust: 'claimed' };
}

/** A receipt goes to a person's first mail, to each address once a day, and never to what no person wrote. */
export const mayAcknowledge = (place: Place, automatic: AutomaticKind | null, lastAt: Date | null, now: Date): boolean =>
  place.to === 'open' && automatic === null && (lastAt === null || now.getTime() - lastAt.getTime() >= DAY_MS);
const DAY_MS = 24 * 3_600_000;

/** More than a person writes in an hour is kept and read by nobody until somebody asks. */
export const MOST_PER_HOUR = 60;
