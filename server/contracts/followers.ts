import { z } from 'zod';
import { can, Id, Instant, PageQuery, PersonRef } from './common.js';
import { RoutingReasons } from './routing.reasons.js';
import { TicketState } from './tickets.js';

export const MAX_FOLLOWERS = 50;

/** Colleagues who may read a ticket today: whom a note may mention, and who may follow it. */
export const Readers = z.strictObject({ items: z.array(PersonRef) }).meta({ id: 'Readers' });

export const Follower = z.strictObject({
  person: PersonRef,
  /** Who put him there; himself where he did. Null: that person is gone. */
  by: PersonRef.nullable(),
  since: Instant,
});
/** Those who follow a ticket and may read it today. */
export const Followers = z
  .strictObject({
    items: z.array(Follower),
    /** Whether the caller is one of them. */
    following: z.boolean(),
    /** Others, that is: oneself anybody may who reads the ticket. */
    can: can('add', 'remove'),
  })
  .meta({ id: 'Followers' });
export type Followers = z.infer<typeof Followers>;

/** `mentioned`: in a note; `followed`: a colleague made the caller a follower; `assigned`: the caller was given the ticket, or a call that is owed on it. */
export const NoticeKind = z.enum(['mentioned', 'followed', 'assigned']);
export type NoticeKind = z.infer<typeof NoticeKind>;
/** Why the caller was given something, where no colleague simply gave him the ticket. `name` of the rule; null: it is gone. */
export const GivenBecause = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('rule'), name: z.string().nullable() }),
  z.strictObject({ code: z.literal('routing'), reasons: RoutingReasons }),
  z.strictObject({ code: z.literal('callback') }),
]);
export const Notice = z
  .strictObject({
    id: Id,
    kind: NoticeKind,
    ticket: z.strictObject({ id: Id, number: z.number().int(), subject: z.string().nullable(), customer: z.string(), state: TicketState }),
    /** Null: no colleague did it, or he is gone. */
    by: PersonRef.nullable(),
    because: GivenBecause.nullable(),
    /** The beginning of the note; null where there is none, or it was recalled. */
    text: z.string().nullable(),
    createdAt: Instant,
    /** Said so, or the talk was read to there. */
    seen: z.boolean(),
  })
  .meta({ id: 'Notice' });
export type Notice = z.infer<typeof Notice>;
/** What the caller was pointed to, the latest first; tickets that he may not read any more are left out. */
export const NoticePage = z.strictObject({ items: z.array(Notice), nextCursor: z.string().nullable() }).meta({ id: 'NoticePage' });
export const NoticeQuery = PageQuery.extend({ cursor: Id.optional() });
/** `following`: tickets that the caller follows, may read, and that are neither done nor spam. */
export const NoticeCounts = z.strictObject({ unseen: z.number().int(), following: z.number().int() }).meta({ id: 'NoticeCounts' });
/** The latest that the caller had before him. */
export const NoticeThrough = z.strictObject({ throughId: Id });
