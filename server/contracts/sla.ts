import { z } from 'zod';
import { Id, Instant, line, PersonRef } from './common.js';
import { DueKind, TicketPriority, TicketType } from './tickets.js';

/** Why a clock stands: we wait for the customer, for somebody else, or it is done. */
export const PauseReason = z.enum(['pending', 'on_hold', 'solved', 'closed']);
export type PauseReason = z.infer<typeof PauseReason>;

/** Minutes of the team's open time; up to a year of it. Null: no such target. */
const Minutes = z.number().int().min(1).max(525_600).nullable();
const Targets = z.strictObject({ first_answer: Minutes, next_answer: Minutes, resolution: Minutes });
/** How long each may take, by the priority of the ticket. */
export const DueTargets = z.strictObject({ urgent: Targets, high: Targets, normal: Targets, low: Targets });
export type DueTargets = z.infer<typeof DueTargets>;

const unlike = (names: readonly string[]): boolean => new Set(names).size === names.length;
const some = <T extends z.ZodType<string>>(one: T) => z.array(one).max(50).refine(unlike, { message: 'conditions/twice' });
/** Which tickets: every list that names something must hold, by any one of what it names. All empty: every other ticket. */
export const DueConditions = z.strictObject({ teamIds: some(Id), channelIds: some(Id), types: some(TicketType), tags: some(line(60)) });
export type DueConditions = z.infer<typeof DueConditions>;

export const DuePolicyDraft = z.strictObject({ name: line(60), conditions: DueConditions, targets: DueTargets, pausesOnHold: z.boolean() });
export type DuePolicyDraft = z.infer<typeof DuePolicyDraft>;
export const DuePolicy = DuePolicyDraft.extend({
  id: Id,
  version: z.number().int(),
  /** Asked after all the others, because it names no conditions. */
  isDefault: z.boolean(),
  changedAt: Instant,
  changedBy: PersonRef.nullable(),
}).meta({ id: 'DuePolicy' });
export type DuePolicy = z.infer<typeof DuePolicy>;
/** In the order in which they are asked: the first that fits a ticket counts. */
export const DuePolicies = z.strictObject({ items: z.array(DuePolicy) }).meta({ id: 'DuePolicies' });
/** Every policy that has conditions, in the order in which they shall be asked. */
export const DuePolicyOrder = z.strictObject({ ids: z.array(Id).max(200) });
/** What a policy said, newest first. To go back, put the draft again. */
export const DuePolicyVersions = z
  .strictObject({ items: z.array(z.strictObject({ version: z.number().int(), at: Instant, by: PersonRef.nullable(), draft: DuePolicyDraft })) })
  .meta({ id: 'DuePolicyVersions' });

/** Why a due time is what it is. */
export const DueBasis = z.strictObject({
  policy: z.strictObject({ id: Id, name: z.string(), version: z.number().int() }),
  priority: TicketPriority,
  minutes: z.number().int(),
  /** Whose hours are counted; null: open day and night. */
  calendar: z.strictObject({ name: z.string(), zone: z.string() }).nullable(),
  /** The first moment that counted; null where no opening is in sight. */
  opensAt: Instant.nullable(),
  pauses: z.array(z.strictObject({ from: Instant, to: Instant.nullable(), why: PauseReason })),
});
export type DueBasis = z.infer<typeof DueBasis>;

export const DueTime = z
  .strictObject({
    kind: DueKind,
    state: z.enum(['running', 'paused', 'met']),
    startedAt: Instant,
    /** Null while it is paused, and where no opening is in sight. */
    dueAt: Instant.nullable(),
    warnAt: Instant.nullable(),
    metAt: Instant.nullable(),
    breachedAt: Instant.nullable(),
    /** Open time that is left, in seconds, as it was when the clock was last looked at; exact while it is paused. */
    leftSeconds: z.number().int(),
    basis: DueBasis,
  })
  .meta({ id: 'DueTime' });
export type DueTime = z.infer<typeof DueTime>;
/** `items` soonest first; those that were met last. */
export const TicketDueTimes = z.strictObject({ items: z.array(DueTime) }).meta({ id: 'TicketDueTimes' });
export type TicketDueTimes = z.infer<typeof TicketDueTimes>;
