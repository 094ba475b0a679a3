import { z } from 'zod';
import { Id, Instant, line, Locale, PersonRef, text } from './common.js';

export const Device = z.enum(['phone', 'tablet', 'desktop']);
export const InviteState = z.enum(['waiting', 'shown', 'accepted', 'declined', 'expired']);
export type InviteState = z.infer<typeof InviteState>;

/**
 * What a shop's page tells of a visit while it is looked at, every `seconds` of the answer before and when the page changes. Sent with the
 * visitor's consent alone. `visit` is the secret of the answer before; `visitorToken` that of the panel in the same browser.
 */
export const VisitBeat = z.strictObject({
  widgetKey: z.string().min(1).max(100),
  visit: z.string().max(100).optional(),
  visitorToken: z.string().max(200).optional(),
  page: z.strictObject({ path: text(1000), title: text(300, 0) }),
  /** The host that led here. */
  referrer: z.string().max(260).optional(),
  locale: Locale,
  /** BCP 47, as the browser says it. */
  language: z.string().max(35).optional(),
  device: Device,
  /** What this browser remembers of earlier visits. */
  before: z.strictObject({ visits: z.number().int().min(1).max(100_000), since: Instant }).optional(),
  /** What the visitor did with the invite that the answer before named. */
  invite: z.strictObject({ id: Id, did: z.enum(['shown', 'opened', 'declined']) }).optional(),
});
export type VisitBeat = z.infer<typeof VisitBeat>;

export const VisitAnswer = z
  .strictObject({
    visit: z.string(),
    /** A word to show beside the launcher. */
    invite: z.strictObject({ id: Id, text: z.string(), by: z.string() }).nullable(),
    /** Until the next beat. */
    seconds: z.number().int(),
  })
  .meta({ id: 'VisitAnswer' });
export type VisitAnswer = z.infer<typeof VisitAnswer>;
export const VisitWithdrawal = z.strictObject({ visit: z.string().max(100) });

/** Why nobody may be invited now: `visit/<hold>` is the error of trying. */
export const InviteHold = z.enum(['gone', 'already_invited', 'declined', 'chatting', 'agent_away', 'closed']);
export type InviteHold = z.infer<typeof InviteHold>;

export const Invite = z.strictObject({
  id: Id,
  state: InviteState,
  by: PersonRef,
  text: z.string(),
  createdAt: Instant,
  shownAt: Instant.nullable(),
  openedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  ticketId: Id.nullable(),
});

/** One page of a visit: `seconds` from when it was opened until it was last seen. */
export const VisitPage = z.strictObject({ path: z.string(), title: z.string(), openedAt: Instant, seconds: z.number().int() });

export const Visit = z
  .strictObject({
    id: Id,
    shop: z.string(),
    /** Null until the panel was opened in that browser. `verified`: the shop signed who it is; else the name is what the visitor says. */
    visitor: z.strictObject({ name: z.string().nullable(), verified: z.boolean(), zone: z.string().nullable() }).nullable(),
    demo: z.boolean(),
    language: z.string().nullable(),
    device: Device,
    referrer: z.string().nullable(),
    nth: z.number().int(),
    firstSeenAt: Instant,
    startedAt: Instant,
    seenAt: Instant,
    here: z.boolean(),
    pageCount: z.number().int(),
    page: VisitPage.nullable(),
    /** The live chat of this visitor, if any. */
    chat: z.strictObject({ ticketId: Id, number: z.number().int(), state: z.enum(['queued', 'offered', 'accepted']), agent: z.string().nullable() }).nullable(),
    /** The latest invite of this visit. */
    invite: Invite.nullable(),
    /** A first word in the visitor's language. */
    suggestion: z.string(),
    hold: InviteHold.nullable(),
    can: z.strictObject({ invite: z.boolean() }),
  })
  .meta({ id: 'Visit' });
export type Visit = z.infer<typeof Visit>;
export const Visits = z.strictObject({ items: z.array(Visit), more: z.boolean(), serverTime: Instant }).meta({ id: 'Visits' });

/** A visit with its pages, the earliest first; of a long visit the last 50. */
export const VisitTrail = z.strictObject({ visit: Visit, pages: z.array(VisitPage) }).meta({ id: 'VisitTrail' });
/** `trail` is null where nothing is known: without consent nothing is. */
export const TicketVisit = z.strictObject({ trail: VisitTrail.nullable(), keptDays: z.number().int() }).meta({ id: 'TicketVisit' });
export const InviteRequest = z.strictObject({ text: line(200) });
