import type { InviteHold, InviteState } from '#contracts/visits.js';

export const VISIT_PREFIX = 'vs_';
const TOKEN = /^vs_[\w-]{20,90}$/;
/** Whether it could be one of ours; anything else is not worth a look into the database. */
export const looksLikeVisitToken = (token: string): boolean => TOKEN.test(token);

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/** How often a page that is looked at says so. */
export const BEAT_SECONDS = 20;
/** Whoever was silent for longer is not on the shop now: three beats and a little. */
export const HERE_MS = 70 * SECOND_MS;
/** Whoever comes back later begins another visit. */
const VISIT_ENDS_MS = 30 * MINUTE_MS;
/** How many pages of a visit are kept, and for how many days a visit. */
export const MOST_PAGES = 50;
export const KEPT_DAYS = 30;
/** An invite waits for the visitor's next beat, then stands on the page, then gives time to write a first word. */
export const WAITING_MS = 2 * MINUTE_MS;
export const SHOWN_MS = 5 * MINUTE_MS;
export const OPENED_MS = 15 * MINUTE_MS;

export const isHere = (seenAt: Date, now: Date): boolean => now.getTime() - seenAt.getTime() <= HERE_MS;
export const isOver = (seenAt: Date, now: Date): boolean => now.getTime() - seenAt.getTime() > VISIT_ENDS_MS;

/** The path of a page and nothing behind it: what a shop or a mail writes into a query is nobody's business here. */
export function pagePath(written: string): string {
  const path = (/^[^?#]*/.exec(written)?.[0] ?? '').replace(/^(?!\/)/, '/');
  return path.slice(0, 500).toWellFormed();
}
export const pageTitle = (written: string): string => written.replace(/\s+/g, ' ').trim().slice(0, 200).toWellFormed();

/** A host and nothing else; null for anything that is none. */
export function referrerHost(written: string | undefined): string | null {
  if (written === undefined || !/^[^\s/?#@\\]{1,253}(:\d{1,5})?$/u.test(written) || !URL.canParse(`https://${written}`)) return null;
  return new URL(`https://${written}`).host;
}

/** A language tag in its one spelling; null for anything that is none. */
export function languageTag(written: string | undefined): string | null {
  if (written === undefined) return null;
  try {
    return Intl.getCanonicalLocales(written)[0] ?? null;
  } catch {
    // A RangeError is how Intl says that it is no tag.
    return null;
  }
}

/** When this browser first came, as it says; now where that is before there were such pages, or still to come. */
export function firstSeen(claimed: string | undefined, now: Date): Date {
  const at = claimed === undefined ? now.getTime() : Date.parse(claimed);
  return at > 0 && at < now.getTime() ? new Date(at) : now;
}

/** The moves of an invite. Every change of state goes through this table. */
export const INVITE_MOVES = {
  show: { from: ['waiting'], to: 'shown' },
  accept: { from: ['shown'], to: 'accepted' },
  decline: { from: ['waiting', 'shown'], to: 'declined' },
  expire: { from: ['waiting', 'shown'], to: 'expired' },
} as const satisfies Record<string, { from: readonly InviteState[]; to: InviteState }>;
export type InviteMove = keyof typeof INVITE_MOVES;
export const OPEN_INVITE: readonly InviteState[] = ['waiting', 'shown'];

export function mayMove(move: InviteMove, state: string): boolean {
  const from: readonly string[] = INVITE_MOVES[move].from;
  return from.includes(state);
}

export interface Invitable {
  readonly here: boolean;
  readonly chatting: boolean;
  /** Of every invite of this visit. */
  readonly invites: readonly string[];
  readonly agentOnline: boolean;
  readonly open: boolean;
}
/** What keeps an agent from inviting, the reason most worth knowing first; null when nothing does. */
export function holdOf({ here, chatting, invites, agentOnline, open }: Invitable): InviteHold | null {
  if (!here) return 'gone';
  if (chatting) return 'chatting';
  if (invites.some((state) => OPEN_INVITE.some((known) => known === state))) return 'already_invited';
  if (invites.includes('declined')) return 'declined';
  if (!open) return 'closed';
  return agentOnline ? null : 'agent_away';
}
