import type { RoutingReason } from '#contracts/routing.reasons.js';

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
  readonly queuedAt: Date;
  /** Who of the team is here and has the language and skills it needs, with a free place or without; null where it needs none. */
  readonly ableIds: readonly string[] | null;
}

/** A chat waits so long for somebody who can do it best; then anybody of the team will do. */
export const PATIENCE_MS = 60_000;

/**
 * Who gets the offer: the one it is kept for, and until that time is over nobody else. Otherwise a free member of the
 * team, one of those who have what it needs if they are here; the least loaded share of capacity first, then who has waited
 * longest for one. Null when nobody is free, or the able ones will soon be.
 */
export function pick(chat: WaitingChat, candidates: readonly Candidate[], now: Date): string | null {
  const free = candidates.filter((candidate) => candidate.load < candidate.capacity);
  if (chat.reservedForId && chat.reservedUntil && chat.reservedUntil > now) return free.find((candidate) => candidate.accountId === chat.reservedForId)?.accountId ?? null;
  const team = free.filter((candidate) => chat.teamId === null || candidate.teamIds.includes(chat.teamId));
  const fresh = team.filter((candidate) => !chat.passedBy.includes(candidate.accountId));
  const asked = fresh.length > 0 ? fresh : team;
  const able = asked.filter((candidate) => chat.ableIds?.includes(candidate.accountId));
  const hoped = chat.ableIds?.some((id) => !chat.passedBy.includes(id)) ?? false;
  if (able.length === 0 && hoped && now.getTime() - chat.queuedAt.getTime() < PATIENCE_MS) return null;
  return (able.length > 0 ? able : asked).toSorted(byTurn)[0]?.accountId ?? null;
}

/** Why just that person was offered it. @param wishes what of the chat's needs speaks for him */
export function offerReasons(chat: WaitingChat, { accountId, load, capacity, lastAcceptedAt }: Candidate, wishes: readonly RoutingReason[], now: Date): RoutingReason[] {
  const kept = chat.reservedForId === accountId && chat.reservedUntil !== null && chat.reservedUntil > now;
  return [
    ...(kept ? [{ code: 'kept' } as const] : []),
    ...wishes,
    { code: 'load', open: load + 1, limit: capacity },
    ...(kept ? [] : [{ code: 'turn', since: lastAcceptedAt?.toISOString() ?? null } as const]),
  ];
}

function byTurn(a: Candidate, b: Candidate): number {
  const share = a.load / a.capacity - b.load / b.capacity;
  if (share !== 0) return share;
  const turn = (a.lastAcceptedAt?.getTime() ?? 0) - (b.lastAcceptedAt?.getTime() ?? 0);
  return turn !== 0 ? turn : a.accountId < b.accountId ? -1 : 1;
}
