import { z } from 'zod';
import { Id, Instant, line, Locale, PersonRef, text } from './common.js';
import { PreChatField, QuickQuestion } from './channels.js';
import { FileGroup } from './files.js';
import { Message } from './messages.js';
import { CustomerPromise } from './promises.js';
import { CustomerProof, ProofKind } from './proofs.js';

/** `visitorToken` is server-made (`vt_` + 128 random bits or more); an unknown one is silently replaced by a new visitor. */
export const WidgetSessionRequest = z.strictObject({
  widgetKey: z.string().min(1).max(100),
  visitorToken: z.string().max(200).optional(),
  identityToken: z.string().max(4000).optional(),
  locale: Locale.optional(),
  zone: z.string().max(60).optional(),
  page: z.strictObject({ url: text(2000), title: text(300, 0) }).optional(),
  /** The secret of the visit that this browser tells of, so that the desk knows whose it is. */
  visit: z.string().max(100).optional(),
});
export type WidgetSessionRequest = z.infer<typeof WidgetSessionRequest>;

/** A ticket as its customer sees it. `head` and `readSeq` count the public stream. */
export const Conversation = z
  .strictObject({
    id: Id,
    head: z.number().int(),
    readSeq: z.number().int(),
    unread: z.number().int(),
    state: z.enum(['open', 'ended', 'closed']),
    /** 'none': no live chat now. */
    chat: z.enum(['none', 'queued', 'active']),
    agent: PersonRef.nullable(),
    /** What we owe here, soonest first; null when nothing. */
    promise: CustomerPromise.nullable(),
    /** An address that waits for its code; null when none does. */
    proof: CustomerProof.nullable(),
    queue: z.strictObject({ position: z.number().int(), etaSeconds: z.number().int().nullable() }).nullable(),
    /** `files`: the last message has no text and brought this. */
    last: z.strictObject({ text: z.string(), files: z.enum(['picture', 'file']).nullable(), by: z.enum(['customer', 'agent', 'bot', 'system']), at: Instant }).nullable(),
    agentDeliveredSeq: z.number().int(),
    agentReadSeq: z.number().int(),
    createdAt: Instant,
    can: z.strictObject({ write: z.boolean(), end: z.boolean(), reopen: z.boolean() }),
  })
  .meta({ id: 'Conversation' });
export type Conversation = z.infer<typeof Conversation>;
export const Conversations = z.strictObject({ items: z.array(Conversation) }).meta({ id: 'Conversations' });

/** What a visitor who would write now may expect. Nothing here is hoped for: what nobody can tell is null. */
export const TeamAvailability = z
  .strictObject({
    /** Open by the team's hours. A team without hours always is. */
    open: z.boolean(),
    /** Open, and somebody is connected, available, may accept chats and has a free place. */
    online: z.boolean(),
    /** Open, and somebody is there, though perhaps with no place left. */
    staffed: z.boolean(),
    /** When it opens next, while closed; null when no opening is known. */
    opensAt: Instant.nullable(),
    /** When it closes next, while open; null when it does not. */
    closesAt: Instant.nullable(),
    /** Visitors who wait now, and the estimate for one more. */
    waiting: z.number().int(),
    etaSeconds: z.number().int().nullable(),
    /** Median time to the first answer over the last 7 days, counted in open hours. Null below five conversations. */
    repliesInSeconds: z.number().int().nullable(),
  })
  .meta({ id: 'TeamAvailability' });
export type TeamAvailability = z.infer<typeof TeamAvailability>;

export const WidgetSession = z
  .strictObject({
    visitorToken: z.string(),
    visitor: z.strictObject({ id: Id, name: z.string().nullable(), email: z.string().nullable(), verified: z.boolean() }),
    settings: z.strictObject({
      shopName: z.string(),
      accent: z.string(),
      logoUrl: z.string().nullable(),
      position: z.enum(['right', 'left']),
      theme: z.enum(['auto', 'light', 'dark']),
      greeting: z.string(),
      quickQuestions: z.array(QuickQuestion),
      /** Null when visitors may send none. */
      files: z.strictObject({ groups: z.array(FileGroup), megabytes: z.number().int() }).nullable(),
      /** What a code can be sent by. */
      proofs: z.array(ProofKind),
      preChat: z.strictObject({ enabled: z.boolean(), skippable: z.boolean(), fields: z.array(PreChatField) }),
    }),
    availability: TeamAvailability,
    conversations: z.array(Conversation),
    serverTime: Instant,
  })
  .meta({ id: 'WidgetSession' });
export type WidgetSession = z.infer<typeof WidgetSession>;

/** What the visitor tells of himself: claimed, never proof. */
export const VisitorChange = z.strictObject({
  name: line(80).optional(),
  email: z.email().max(254).optional(),
  topic: line(120).optional(),
  page: z.strictObject({ url: text(2000), title: text(300, 0) }).optional(),
});
export const VisitorMessages = z.strictObject({ messages: z.array(Message), head: z.number().int(), more: z.boolean() }).meta({ id: 'VisitorMessages' });

export const SightingsQuery = z.strictObject({ since: z.iso.datetime() });
/** Origins of pages on which the widget was at work; `own`: one of this desk's own, such as the demo shop. */
export const WidgetSightings = z
  .strictObject({ items: z.array(z.strictObject({ origin: z.string(), at: Instant, visitors: z.number().int(), own: z.boolean() })), serverTime: Instant })
  .meta({ id: 'WidgetSightings' });
