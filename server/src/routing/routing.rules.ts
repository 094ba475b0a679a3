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
 * Who gets the offer: the one it is kept for, and until that time is over nobody else. Otherwise a free member of the
 * team; the least loaded share of capacity first, then who has waited longest for one. Null when nobody is free.
 */
export function pick(chat: WaitingChat, candidates: readonly Candidate[], now: Date): string | null {
  const free = candidates.filter((candidate) => candidate.load < candidate.capacity);
  if (chat.reservedForId && chat.reservedUntil && chat.reservedUntil > now) return free.find((candidate) => candidate.accountId === chat.reservedForId)?.accountId ?? null;
  const team = free.filter((candidate) => chat.teamId === null || candidate.teamIds.includes(chat.teamId));
  const fresh = team.filter((candidate) => !chat.passedBy.includes(candidate.accountId));
  return (fresh.length > 0 ? fresh : team).toSorted(byTurn)[0]?.accountId ?? null;
}

function byTurn(a: Candidate, b: Candidate): number {
  const share = a.load / a.capacity - b.load / b.capacity;
  if (share !== 0) return share;
  const turn = (a.lastAcceptedAt?.getTime() ?? 0) - (b.lastAcceptedAt?.getTime() ?? 0);
  return turn !== 0 ? turn : a.accountId < b.accountId ? -1 : 1;
}
