import type { OutgoingKind, ReturnReason } from '#contracts/outgoing.js';

const LONGEST_MS = 366 * 24 * 3_600_000;

/** Held until when, and as what; null: not at all. @param sendAt as the writer chose; a time that has passed is now */
export function holdOf(now: Date, sendAt: Date | null, undoSeconds: number): { kind: OutgoingKind; dueAt: Date } | null {
  if (sendAt !== null) return { kind: 'later', dueAt: sendAt };
  return undoSeconds === 0 ? null : { kind: 'undo', dueAt: new Date(now.getTime() + undoSeconds * 1_000) };
}

/** A time that lies ahead, and not beyond a year: further on nobody knows what he meant. */
export const isTimely = (sendAt: Date, now: Date): boolean => sendAt > now && sendAt.getTime() - now.getTime() <= LONGEST_MS;

export interface ReleaseFacts {
  /** The writer as he is today; null when he was deactivated. */
  readonly author: { readonly mayReply: boolean; readonly inReach: boolean } | null;
  readonly blocked: boolean;
  readonly customerSpoke: boolean;
  /** Of the talk: whether it takes words. */
  readonly gate: string;
}

/** Why a held reply must not leave, now or later. */
export function stopOf({ author, blocked, customerSpoke, gate }: ReleaseFacts): ReturnReason | null {
  if (author === null) return 'author_gone';
  if (!author.mayReply || !author.inReach) return 'no_right';
  if (blocked) return 'blocked';
  if (customerSpoke) return 'customer_wrote';
  return gate === 'closed' || gate === 'merged' ? gate : null;
}
