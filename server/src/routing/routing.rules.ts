/** One who could be offered a chat. */
export interface Candidate {
  readonly accountId: string;
  readonly capacity: number;
  /** Chats accepted and offered now. */
  readonly load: number;
  /** When this person was last given a chat; null: never. */
  readonly lastAcceptedAt: Date | null;
  readonly teamIds: readonly string[];
}

export interface WaitingChat {
  readonly id: string;
  readonly teamId: string | null;
  readonly reservedForId: string | null;
  readonly reservedUntil: Date | null;
  /** Whoever declined it or let an offer pass lately is asked again only when nobody else is free. */
  readonly passedBy: readonly string[];
}

/**
 * Who gets the offer: a free member of the team, for whom it may be reserved; the least loaded share of capacity
 * first, then who has waited longest for one. Null when nobody is free.
 */
export function pick(chat: WaitingChat, candidates: readonly Candidate[], now: Date): string | null {
  const reserved = chat.reservedForId && chat.reservedUntil && chat.reservedUntil > now ? chat.reservedForId : null;
  const free = candidates.filter((candidate) => candidate.load < candidate.capacity && (chat.teamId === null || candidate.teamIds.includes(chat.teamId) || candidate.accountId === reserved));
  if (reserved && free.some((candidate) => candidate.accountId === reserved)) return reserved;
  const fresh = free.filter((candidate) => !chat.passedBy.includes(candidate.accountId));
  const pool = fresh.length > 0 ? fresh : free;
  return [...pool].sort(byTurn)[0]?.accountId ?? null;
}

function byTurn(a: Candidate, b: Candidate): number {
  const share = a.load / a.capacity - b.load / b.capacity;
  if (share !== 0) return share;
  const turn = (a.lastAcceptedAt?.getTime() ?? 0) - (b.lastAcceptedAt?.getTime() ?? 0);
  return turn !== 0 ? turn : a.accountId < b.accountId ? -1 : 1;
}
