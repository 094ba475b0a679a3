import { z } from 'zod';
import { can, Email, FieldKey, FieldNames, FieldValue, FieldWish, Id, Instant, line, PageQuery, PersonRef, TeamRef, text } from './common.js';
import { PromiseKind, Severity } from './promises.js';
import { AuthorKind, ConversationSynced, MessageSend, Seq } from './messages.js';
import { RoutingReasons } from './routing.reasons.js';

/** pending: we wait for the customer; on_hold: for somebody else; solved: done, and a word of the customer opens it again; closed: final, a later word opens a linked ticket. */
export const TicketState = z.enum(['new', 'open', 'pending', 'on_hold', 'solved', 'closed']);
export type TicketState = z.infer<typeof TicketState>;
/** From the least urgent to the most. */
export const TicketPriority = z.enum(['low', 'normal', 'high', 'urgent']);
export type TicketPriority = z.infer<typeof TicketPriority>;
export const TicketType = z.enum(['question', 'problem', 'complaint', 'task']);
export type TicketType = z.infer<typeof TicketType>;
export const ChannelKind = z.enum(['widget', 'mailbox']);
export type ChannelKind = z.infer<typeof ChannelKind>;
/** What can be said of a ticket beside its talk. */
export const TicketFact = z.enum(['subject', 'priority', 'type', 'tags']);
/** What may be due on a ticket: the first answer, the answer to a later word, and the solution. */
export const DueKind = z.enum(['first_answer', 'next_answer', 'resolution']);
export type DueKind = z.infer<typeof DueKind>;
export const TicketView = z.enum(['mine', 'unassigned', 'team', 'at_risk', 'due', 'snoozed', 'all']);
export type TicketView = z.infer<typeof TicketView>;

/** A live episode on a ticket; its moves are the table in `chat.rules`. */
export const ChatState = z.enum(['queued', 'offered', 'accepted', 'ended']);
export type ChatState = z.infer<typeof ChatState>;

/** `waiting`: who waits longest first, then what moved last; `promised`: what is owed soonest; `due`: what runs out soonest by its policy; `recent`: what moved last. */
export const TicketSort = z.enum(['waiting', 'promised', 'due', 'waking', 'priority', 'recent', 'newest', 'oldest']);
export type TicketSort = z.infer<typeof TicketSort>;
/** What the rows of a list can stand together by; within a group holds the order of the list. */
export const TicketGroup = z.enum(['state', 'assignee', 'priority', 'team', 'due']);
export type TicketGroup = z.infer<typeof TicketGroup>;
/** One word or a few that a ticket is marked with. */
export const TicketTag = line(40).refine((tag) => !/[,，、]/u.test(tag), { message: 'tag/comma' });

/** What a list is narrowed to; several wishes hold together, and `tags` are all wanted. `states` stands in place of the list's own. */
export const TicketFilter = z
  .strictObject({
    states: z.array(TicketState).min(1).max(6).optional(),
    priorities: z.array(TicketPriority).min(1).max(4).optional(),
    types: z.array(TicketType).min(1).max(4).optional(),
    tags: z.array(TicketTag).min(1).max(10).optional(),
    teamId: Id.optional(),
    assignee: z.union([z.enum(['me', 'nobody']), Id]).optional(),
    channelId: Id.optional(),
    /** Keys of sub-states. */
    subStates: z.array(FieldKey).min(1).max(10).optional(),
    /** All of them. */
    fields: z.array(FieldWish).min(1).max(5).optional(),
    waiting: z.boolean().optional(),
    unread: z.boolean().optional(),
    /** On which a call is owed: mine (whose it is, else whose ticket), or anybody's. */
    callbacks: z.enum(['mine', 'any']).optional(),
    /** Tickets that the caller follows, or that somebody does. */
    follower: z.union([z.literal('me'), Id]).optional(),
    /** With it the spam, in whatever state; every other list is without. */
    spam: z.boolean().optional(),
  })
  .meta({ id: 'TicketFilter' });
export type TicketFilter = z.infer<typeof TicketFilter>;

/** Several values between commas, as an address holds them. */
const listed = <T extends z.ZodType<unknown, string>>(item: T, most: number) =>
  z
    .string()
    .max(1300)
    .transform((values) => values.split(','))
    .pipe(z.array(item).min(1).max(most));
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** Views hold tickets that are neither solved nor closed nor snoozed unless `state=closed`: then the solved and closed. Longest waiting first, then latest activity; `due` holds what was promised, `at_risk` what is in the last quarter of its time or past it, `snoozed` what sleeps: soonest first. The rest narrows and orders it, as `TicketFilter` and `TicketSort` say. */
export const TicketQuery = PageQuery.extend({
  view: TicketView.default('mine'),
  state: z.enum(['open', 'closed']).default('open'),
  sort: TicketSort.optional(),
  group: TicketGroup.optional(),
  states: listed(TicketState, 6).optional(),
  priorities: listed(TicketPriority, 4).optional(),
  types: listed(TicketType, 4).optional(),
  tags: listed(TicketTag, 10).optional(),
  teamId: Id.optional(),
  assignee: TicketFilter.shape.assignee,
  channelId: Id.optional(),
  subStates: listed(FieldKey, 10).optional(),
  fields: listed(FieldWish, 5).optional(),
  waiting: flag.optional(),
  unread: flag.optional(),
  callbacks: TicketFilter.shape.callbacks,
  follower: TicketFilter.shape.follower,
  spam: flag.optional(),
});

/** The same without a page: what a change of all that match would take in. */
export const TicketMatchingQuery = TicketQuery.omit({ cursor: true, limit: true, group: true });
export const TicketMatching = z.strictObject({ count: z.number().int() }).meta({ id: 'TicketMatching' });

export const TicketRow = z
  .strictObject({
    id: Id,
    number: z.number().int(),
    state: TicketState,
    subject: z.string().nullable(),
    priority: TicketPriority,
    type: TicketType,
    tags: z.array(z.string()),
    /** Out of the lists of work until then. */
    snoozedUntil: Instant.nullable(),
    channelKind: ChannelKind,
    customer: z.strictObject({ name: z.string(), verified: z.boolean(), online: z.boolean(), demo: z.boolean() }),
    assignee: PersonRef.nullable(),
    team: TeamRef.nullable(),
    /** First customer message nobody has answered yet; null when answered. */
    waitingSince: Instant.nullable(),
    lastMessageAt: Instant,
    /** `files`: there is no text, the last message brought this. */
    preview: z.strictObject({ text: z.string(), files: z.enum(['picture', 'file']).nullable(), by: z.enum(['customer', 'agent', 'bot', 'system']) }).nullable(),
    /** What the customer wrote since it was read by whom it belongs to; at least 1 where this person marked it unread. */
    unread: z.number().int(),
    chat: z.strictObject({ id: Id, state: ChatState, offeredToMe: z.boolean(), offerExpiresAt: Instant.nullable() }).nullable(),
    /** What is owed on it soonest; `dueAt` null when no time was promised. */
    promise: z.strictObject({ id: Id, kind: PromiseKind, state: z.enum(['open', 'broken']), dueAt: Instant.nullable(), warnAt: Instant.nullable() }).nullable(),
    /** What runs out soonest by its policy; paused: `dueAt` is null and `leftSeconds` of open time are left. Null: nothing is due. */
    due: z.strictObject({ kind: DueKind, state: z.enum(['running', 'paused']), dueAt: Instant.nullable(), warnAt: Instant.nullable(), breached: z.boolean(), leftSeconds: z.number().int() }).nullable(),
    /** How grave the complaint is, when it is one. */
    complaint: Severity.nullable(),
    draft: z.boolean(),
    version: z.number().int(),
  })
  .meta({ id: 'TicketRow' });
export type TicketRow = z.infer<typeof TicketRow>;
export const TicketPage = z.strictObject({ items: z.array(TicketRow), nextCursor: z.string().nullable() }).meta({ id: 'TicketPage' });

/** Open tickets per view, and how many of them wait for an answer. */
export const TicketCounts = z
  .strictObject({
    views: z.strictObject({ mine: z.number().int(), unassigned: z.number().int(), team: z.number().int(), at_risk: z.number().int(), due: z.number().int(), snoozed: z.number().int(), all: z.number().int() }),
    waiting: z.strictObject({ mine: z.number().int(), unassigned: z.number().int(), team: z.number().int(), at_risk: z.number().int(), due: z.number().int(), snoozed: z.number().int(), all: z.number().int() }),
    unread: z.number().int(),
  })
  .meta({ id: 'TicketCounts' });

export const DraftMode = z.enum(['reply', 'note']);
export const Draft = z.strictObject({ mode: DraftMode, text: z.string(), updatedAt: Instant });
export const DraftText = z.strictObject({ text: text(8000, 0) });

export const TicketDetail = z
  .strictObject({
    ticket: TicketRow,
    head: z.number().int(),
    /** How far the customer's devices got, in the staff stream. */
    customerDeliveredSeq: z.number().int(),
    customerReadSeq: z.number().int(),
    visitor: z
      .strictObject({
        id: Id,
        name: z.string().nullable(),
        email: z.string().nullable(),
        verified: z.boolean(),
        blocked: z.boolean(),
        language: z.string().nullable(),
        zone: z.string().nullable(),
        browser: z.string().nullable(),
        page: z.strictObject({ url: z.string(), title: z.string() }).nullable(),
        firstSeenAt: Instant,
        earlier: z.array(z.strictObject({ id: Id, number: z.number().int(), state: TicketState, lastMessageAt: Instant, preview: z.string() })),
      })
      .nullable(),
    chat: z
      .strictObject({
        id: Id,
        state: ChatState,
        queuedAt: Instant,
        acceptedAt: Instant.nullable(),
        endedAt: Instant.nullable(),
        agent: PersonRef.nullable(),
        offerExpiresAt: Instant.nullable(),
        /** Whom alone a waiting chat is offered to, and until when. */
        reserved: z.strictObject({ person: PersonRef, until: Instant }).nullable(),
        contactReason: z.string().nullable(),
        result: z.string().nullable(),
      })
      .nullable(),
    /** The organisation's own name for where it stands within its state. */
    subState: z.strictObject({ id: Id, key: FieldKey, names: FieldNames }).nullable(),
    /** It was elsewhere before: `GET …/origin` tells where. */
    imported: z.boolean(),
    /** Name of the store whose customer writes. */
    shop: z.string(),
    /** The earlier ticket that this one continues. */
    linkedFromId: Id.nullable(),
    /** Marked as spam: since when and by whom; nobody where the last ticket of the same sender was spam already. */
    spam: z.strictObject({ at: Instant, by: z.string().nullable() }).nullable(),
    /** The ticket its talk goes on in. */
    mergedInto: z.strictObject({ id: Id, number: z.number().int() }).nullable(),
    drafts: z.array(Draft),
    can: can('reply', 'note', 'assign', 'solve', 'wait', 'hold', 'resume', 'snooze', 'edit', 'close', 'reopen', 'merge', 'unmerge', 'spam', 'unspam', 'accept', 'decline', 'transfer', 'end', 'takeOver', 'block', 'unblock'),
  })
  .meta({ id: 'TicketDetail' });
export type TicketDetail = z.infer<typeof TicketDetail>;

export const TicketAssignment = z.strictObject({ accountId: Id.nullable(), teamId: Id.optional() });
/** How many open parts of the ticket the caller saw: of more than those he is told before it is done (relation/children_open). Without it nobody asks. */
export const OpenParts = z.number().int().min(0).max(1000);
const OpenChildren = z.coerce.number().pipe(OpenParts);
/** `seenSeq`: the newest entry of the staff stream on the caller's screen. Without it counts what was marked as read. */
export const TicketClosure = z.strictObject({ seenSeq: z.coerce.number().pipe(Seq).optional(), openChildren: OpenChildren.optional() });
export const MessagesQuery = z
  .strictObject({
    afterSeq: z.coerce.number().pipe(Seq).optional(),
    beforeSeq: z.coerce.number().pipe(Seq).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .refine((query) => query.afterSeq === undefined || query.beforeSeq === undefined, { path: ['beforeSeq'] });
export const MessagePage = ConversationSynced.meta({ id: 'MessagePage' });
export const MessageDraft = MessageSend.omit({ conversationId: true }).meta({ id: 'MessageDraft' });

/**
 * What a person saw when he decided. `from`: the state on his screen; when it has become another one meanwhile, and not the one
 * he wants, he is told by whom (`ticket/moved`). `seenSeq`: the newest entry of the staff stream on his screen.
 */
export const TicketMoveQuery = z.strictObject({ from: TicketState.optional(), seenSeq: z.coerce.number().pipe(Seq).optional(), openChildren: OpenChildren.optional() });

/** `holds`: a word of the customer does not end it. */
export const TicketSnooze = z.strictObject({ until: Instant, holds: z.boolean().default(false) }).meta({ id: 'TicketSnooze' });

export const MAX_TAGS = 20;
/** What is not named stays. `version` is the ticket's on the caller's screen; another's later change of the same fact refuses this one. */
export const TicketFacts = z
  .strictObject({
    subject: line(200, 0).nullable().optional(),
    priority: TicketPriority.optional(),
    type: TicketType.optional(),
    /** Stored in lower case, each once. */
    tags: z.array(line(40)).max(MAX_TAGS).optional(),
    version: z.number().int(),
  })
  .meta({ id: 'TicketFacts' });

export const TagQuery = z.strictObject({ search: line(40, 0).default('') });
/** Tags in use on tickets that the caller may see, the most used first. */
export const TagList = z.strictObject({ items: z.array(z.strictObject({ tag: z.string(), count: z.number().int() })) }).meta({ id: 'TagList' });

const Change = <T extends z.ZodType>(of: T) => z.strictObject({ from: of, to: of }).nullable();
/** One deed on a ticket. `name` is that of the event. */
export const HistoryEntry = z
  .strictObject({
    id: Id,
    name: z.string(),
    at: Instant,
    by: z.strictObject({ kind: AuthorKind, name: z.string().nullable() }),
    state: Change(TicketState),
    priority: Change(TicketPriority),
    type: Change(TicketType),
    fields: z.array(TicketFact),
    /** Names of sub-states; null for none. */
    subState: Change(FieldNames.nullable()),
    /** What fields of the organisation held before and after; hidden ones only for who may read them. */
    custom: z.array(z.strictObject({ key: FieldKey, from: FieldValue.nullable(), to: FieldValue.nullable() })),
    /** Whom or which team it went to; null for nobody, and where that is no part of it. */
    person: z.string().nullable(),
    team: z.string().nullable(),
    until: Instant.nullable(),
    /** Why routing chose that person. */
    because: RoutingReasons.nullable(),
  })
  .meta({ id: 'HistoryEntry' });
export type HistoryEntry = z.infer<typeof HistoryEntry>;
export const HistoryQuery = z.strictObject({ cursor: Id.optional(), limit: z.coerce.number().int().min(1).max(100).default(50) });
/** Everything that was done to a ticket, the latest first. */
export const TicketHistory = z.strictObject({ items: z.array(HistoryEntry), nextCursor: z.string().nullable() }).meta({ id: 'TicketHistory' });
export type TicketHistory = z.infer<typeof TicketHistory>;

/** A ticket that staff opens for somebody: after a call, or because something has to be told. */
export const TicketOpening = z
  .strictObject({
    /** The way in it counts as. Without it: the oldest mailbox when an address is given, otherwise the oldest widget. */
    channelId: Id.optional(),
    customer: z.strictObject({ name: line(120).optional(), email: Email.optional() }),
    subject: line(200),
    type: TicketType.default('question'),
    priority: TicketPriority.default('normal'),
    tags: z.array(TicketTag).max(20).default([]),
    /** Without it: the team of the way in. */
    teamId: Id.nullable().optional(),
    assigneeId: Id.nullable().default(null),
    /** The first entry: a note for the staff, or words that the customer gets. */
    message: z.strictObject({ text: text(8000), internal: z.boolean() }),
  })
  .refine(({ customer }) => customer.name !== undefined || customer.email !== undefined, { path: ['customer', 'name'], message: 'required' })
  .meta({ id: 'TicketOpening' });
export type TicketOpening = z.infer<typeof TicketOpening>;

export const SimilarQuery = z.strictObject({ email: Email });
/** Tickets that are not done, of people who write under an address; the caller may read them. */
export const SimilarTickets = z
  .strictObject({ items: z.array(z.strictObject({ id: Id, number: z.number().int(), subject: z.string().nullable(), state: TicketState, preview: z.string(), lastMessageAt: Instant })) })
  .meta({ id: 'SimilarTickets' });
