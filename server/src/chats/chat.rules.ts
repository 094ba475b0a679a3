import type { ChatState } from '#contracts/tickets.js';

/** The moves of a chat. Every change of state goes through this table. */
export const CHAT_MOVES = {
  offer: { from: ['queued'], to: 'offered' },
  passOffer: { from: ['offered'], to: 'queued' },
  accept: { from: ['queued', 'offered'], to: 'accepted' },
  transferToTeam: { from: ['accepted'], to: 'queued' },
  transferToPerson: { from: ['accepted'], to: 'queued' },
  takeOver: { from: ['accepted'], to: 'accepted' },
  requeue: { from: ['accepted', 'offered'], to: 'queued' },
  end: { from: ['queued', 'offered', 'accepted'], to: 'ended' },
} as const satisfies Record<string, { from: readonly ChatState[]; to: ChatState }>;
export type ChatMove = keyof typeof CHAT_MOVES;

export function isAllowed(move: ChatMove, state: string): boolean {
  const from: readonly string[] = CHAT_MOVES[move].from;
  return from.includes(state);
}

/** What a chat in a new state can no longer hold. */
export const CLEARED_OFFER = { offeredToId: null, offerExpiresAt: null } as const;

export const NOT_RESERVED = { reservedForId: null, reservedUntil: null } as const;

/** How long a chat that was given to a person by name is kept for that person. */
export const RESERVED_MS = 120_000;
/** How long whoever attended to a customer before is asked first. */
export const REMEMBERED_MS = 60_000;

export interface Silence {
  readonly acceptedAt: Date;
  readonly lastStaffAt: Date | null;
  readonly lastCustomerAt: Date | null;
  readonly waitingSince: Date | null;
  readonly promptedAt: Date | null;
}

/**
 * What a silent customer is due: nothing while he waits for us, a prompt after `promptSeconds` since the last word
 * of either side, the end after `endSeconds`. The end is never nearer to the prompt than the two times are to each
 * other: when nobody looked for a while and the prompt came late, the customer still has that long to answer.
 */
export function dueForSilence(silence: Silence, now: Date, promptSeconds: number, endSeconds: number): 'none' | 'prompt' | 'end' {
  if (silence.waitingSince || !silence.lastStaffAt) return 'none';
  const lastWord = Math.max(silence.acceptedAt.getTime(), silence.lastStaffAt.getTime(), silence.lastCustomerAt?.getTime() ?? 0);
  const silentSeconds = (now.getTime() - lastWord) / 1000;
  const prompted = silence.promptedAt !== null && silence.promptedAt.getTime() >= lastWord;
  if (!prompted || !silence.promptedAt) return silentSeconds >= promptSeconds ? 'prompt' : 'none';
  const answerSeconds = (now.getTime() - silence.promptedAt.getTime()) / 1000;
  return silentSeconds >= endSeconds && answerSeconds >= endSeconds - promptSeconds ? 'end' : 'none';
}

const MIN_SAMPLES = 5;
const MAX_ETA_SECONDS = 4 * 3600;

export interface Acceptance {
  readonly queuedAt: Date;
  readonly acceptedAt: Date;
}

/**
 * An honest estimate for a place in the queue: the median gap between recent acceptances of the same team, times
 * the place. Time in which nobody waited is no part of a gap, else a quiet hour would promise a long wait. Null when
 * nobody is there to accept, or there are too few to tell.
 */
export function estimateSeconds(position: number, recent: readonly Acceptance[], agentsOnline: number): number | null {
  if (agentsOnline === 0 || recent.length < MIN_SAMPLES) return null;
  const sorted = [...recent].sort((a, b) => a.acceptedAt.getTime() - b.acceptedAt.getTime() || a.queuedAt.getTime() - b.queuedAt.getTime());
  const gaps = sorted.slice(1).map(({ queuedAt, acceptedAt }, index) => {
    const from = Math.max(queuedAt.getTime(), sorted[index]?.acceptedAt.getTime() ?? 0);
    return Math.max(0, acceptedAt.getTime() - from) / 1000;
  });
  const eta = Math.ceil((median(gaps) ?? 0) * position);
  return eta > MAX_ETA_SECONDS ? null : eta;
}

/** What one may say of the time to a first answer: the median of at least five, else nothing. */
export function typicalReplySeconds(replies: readonly number[]): number | null {
  const middle = replies.length < MIN_SAMPLES ? null : median(replies);
  return middle === null ? null : Math.ceil(middle);
}

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** May a customer open a closed ticket again? */
export const mayReopen = (closedAt: Date | null, now: Date, reopenHours: number): boolean => closedAt !== null && now.getTime() - closedAt.getTime() <= reopenHours * 3_600_000;
