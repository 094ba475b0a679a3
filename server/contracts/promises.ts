import { z } from 'zod';
import { mayCallAgain, mustCallAgain } from './calls.rules.js';
import { can, Email, Id, Instant, line, PageQuery, PersonRef, TeamRef, text } from './common.js';
import { ClientMessageId, MAX_MESSAGE_LENGTH } from './messages.js';

/** What was promised: a written answer, a call, or the answer to a complaint. */
export const PromiseKind = z.enum(['answer', 'callback', 'complaint']);
export type PromiseKind = z.infer<typeof PromiseKind>;
/** open: its time is still to come; broken: the time passed, still owed; late: kept after that. The moves are the table in `promise.rules`. */
export const PromiseState = z.enum(['open', 'broken', 'kept', 'late', 'withdrawn']);
export type PromiseState = z.infer<typeof PromiseState>;
export const WithdrawnReason = z.enum(['customer', 'closed', 'blocked', 'wrong_number', 'unreachable', 'merged', 'dropped']);
export type WithdrawnReason = z.infer<typeof WithdrawnReason>;
export const Severity = z.enum(['minor', 'major', 'critical']);
export type Severity = z.infer<typeof Severity>;
export const Remedy = z.enum(['refund', 'replacement', 'repair', 'apology', 'other']);
export type Remedy = z.infer<typeof Remedy>;

/** Why a promise is due when it is. Open time is the team's; `opensAt` is the first moment of it that counted. */
export const PromiseBasis = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('open_time'), minutes: z.number().int(), source: z.enum(['team', 'organisation']), opensAt: Instant, zone: z.string().nullable() }),
  z.strictObject({ rule: z.literal('window'), from: Instant, to: Instant, zone: z.string().nullable() }),
  z.strictObject({ rule: z.literal('agreed'), byName: z.string() }),
  /** No opening in sight: no time was promised. */
  z.strictObject({ rule: z.literal('no_opening') }),
]);
export type PromiseBasis = z.infer<typeof PromiseBasis>;

/** A promise as its customer sees it. `dueAt` null: no time was promised. */
export const CustomerPromise = z
  .strictObject({ id: Id, kind: PromiseKind, state: PromiseState, dueAt: Instant.nullable(), window: z.strictObject({ from: Instant, to: Instant }).nullable() })
  .meta({ id: 'CustomerPromise' });
export type CustomerPromise = z.infer<typeof CustomerPromise>;

/** What every form carries: the id that makes a retry one, and the conversation it belongs to, if any. */
const Form = { clientMessageId: ClientMessageId, conversationId: Id.optional(), name: line(80).optional() };
/** Where the answer shall go: claimed, never proof. */
const Contact = { email: Email.optional(), phone: line(40, 3).optional() };
export const MessageLeft = z.strictObject({ ...Form, ...Contact, text: text(MAX_MESSAGE_LENGTH) });
export const ComplaintLeft = z.strictObject({ ...Form, ...Contact, grievance: text(MAX_MESSAGE_LENGTH), remedy: Remedy, severity: Severity });
export const CallWindow = z.strictObject({ from: Instant, to: Instant });
export type CallWindow = z.infer<typeof CallWindow>;
/** `phone` in the international form, or as one dials it in the country of the visitor's zone. `window` is one of those offered; null: as soon as possible. */
export const CallbackLeft = z.strictObject({ ...Form, phone: line(40, 3), window: CallWindow.nullable(), reason: text(2000) });

export const PromiseGiven = z.strictObject({ conversationId: Id, ticketNumber: z.number().int(), promise: CustomerPromise }).meta({ id: 'PromiseGiven' });
export type PromiseGiven = z.infer<typeof PromiseGiven>;
/** When a call may be wished for: open time that is also daytime where the visitor is. Empty when none is in sight. */
export const CallWindows = z.strictObject({ zone: z.string(), items: z.array(CallWindow) }).meta({ id: 'CallWindows' });

/**
 * What came of a telephone call. reached: they spoke; resolved: and the matter is settled; callback_wanted: and the customer is to be called
 * again; not_reached: nobody answered, or we did not; left_word: on a machine or with somebody else; wrong_number.
 */
export const CallResult = z.enum(['reached', 'resolved', 'callback_wanted', 'not_reached', 'left_word', 'wrong_number']);
export type CallResult = z.infer<typeof CallResult>;
export const CallDirection = z.enum(['in', 'out']);
export type CallDirection = z.infer<typeof CallDirection>;

/** `nextDueAt`: when the next attempt is due; leave it out for none. Only after `not_reached`, `left_word` and `callback_wanted`, which needs it. */
export const CallRecord = z
  .strictObject({ result: CallResult, note: text(2000, 0).optional(), nextDueAt: Instant.optional() })
  .refine(({ result, nextDueAt }) => (nextDueAt === undefined ? !mustCallAgain(result) : mayCallAgain(result)), { path: ['nextDueAt'] });
export type CallRecord = z.infer<typeof CallRecord>;

const Attempt = z.strictObject({ id: Id, by: PersonRef.nullable(), direction: CallDirection, result: CallResult, note: z.string().nullable(), nextDueAt: Instant.nullable(), at: Instant });
/** A promise as the desk sees it. */
export const StaffPromise = z
  .strictObject({
    id: Id,
    ticketId: Id,
    kind: PromiseKind,
    state: PromiseState,
    madeAt: Instant,
    dueAt: Instant.nullable(),
    warnAt: Instant.nullable(),
    basis: PromiseBasis,
    email: z.string().nullable(),
    phone: z.string().nullable(),
    brokenAt: Instant.nullable(),
    keptAt: Instant.nullable(),
    keptBy: PersonRef.nullable(),
    withdrawn: z.strictObject({ at: Instant, reason: WithdrawnReason }).nullable(),
    /** From made to kept, in whole seconds: of the team's open time, and by the clock on the wall. */
    openSeconds: z.number().int().nullable(),
    wallSeconds: z.number().int().nullable(),
    callback: z
      // Who is to call: nobody in particular is whoever has the ticket.
      .strictObject({ number: z.string(), shown: z.string(), country: z.string().nullable(), window: CallWindow.nullable(), zone: z.string().nullable(), attempts: z.array(Attempt), owner: PersonRef.nullable() })
      .nullable(),
    /** move: give another time or another person; drop: say that nobody calls. */
    can: can('record', 'move', 'drop'),
  })
  .meta({ id: 'StaffPromise' });
export type StaffPromise = z.infer<typeof StaffPromise>;
export const ComplaintFacts = z.strictObject({ grievance: z.string(), remedy: Remedy, severity: Severity, createdAt: Instant });
export const TicketPromises = z.strictObject({ items: z.array(StaffPromise), complaint: ComplaintFacts.nullable() }).meta({ id: 'TicketPromises' });
export type TicketPromises = z.infer<typeof TicketPromises>;

/** Minutes of open time; up to thirty days of eight hours. */
const Minutes = z.number().int().min(1).max(14_400);
/** How long an answer may take, per kind. A team leaves null what it takes from the organisation. */
export const PromiseTimeChange = z.strictObject({ answer: Minutes.nullable(), callback: Minutes.nullable(), complaint: Minutes.nullable() });
export type PromiseTimeChange = z.infer<typeof PromiseTimeChange>;
export const PromiseTimeScope = z.union([z.literal('organisation'), Id]);
export const PromiseTime = PromiseTimeChange.extend({ version: z.number().int() }).meta({ id: 'PromiseTime' });
export const PromiseTimes = z
  .strictObject({ organisation: PromiseTime, teams: z.array(PromiseTime.extend({ team: TeamRef })), standard: z.strictObject({ answer: Minutes, callback: Minutes, complaint: Minutes }) })
  .meta({ id: 'PromiseTimes' });
export type PromiseTimes = z.infer<typeof PromiseTimes>;

const Period = { from: Instant, to: Instant, teamId: Id.optional() };
export const FiguresQuery = z.strictObject(Period).refine(({ from, to }) => from < to, { path: ['to'] });
const Count = z.number().int();
/** Medians of those that were answered; null where there is none. */
const Figure = z.strictObject({
  made: Count,
  kept: Count,
  late: Count,
  /** Past due and still owed. */
  broken: Count,
  open: Count,
  withdrawn: Count,
  /** Among those made: promised without a time, so that none could be broken. */
  untimed: Count,
  /** How many the two medians are of. */
  answered: Count,
  medianOpenSeconds: Count.nullable(),
  medianWallSeconds: Count.nullable(),
});
export type PromiseFigure = z.infer<typeof Figure>;
/** Promises made within the period, by kind and team. Share kept = kept / (kept + late + broken); the caller shows the counts with it. */
export const PromiseFigures = z
  .strictObject({ from: Instant, to: Instant, rows: z.array(Figure.extend({ kind: PromiseKind, team: TeamRef.nullable() })) })
  .meta({ id: 'PromiseFigures' });
export const PromisesQuery = PageQuery.extend({ ...Period, kind: PromiseKind.optional(), state: PromiseState.optional() }).refine(({ from, to }) => from < to, { path: ['to'] });
export const PromiseRow = z.strictObject({
  id: Id,
  ticketId: Id,
  ticketNumber: z.number().int(),
  customerName: z.string(),
  team: TeamRef.nullable(),
  kind: PromiseKind,
  state: PromiseState,
  madeAt: Instant,
  dueAt: Instant.nullable(),
  keptAt: Instant.nullable(),
  openSeconds: Count.nullable(),
  wallSeconds: Count.nullable(),
});
export const PromisePage = z.strictObject({ items: z.array(PromiseRow), nextCursor: z.string().nullable() }).meta({ id: 'PromisePage' });
