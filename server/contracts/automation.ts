import { z } from 'zod';
import { CONDITION_FIELDS, CONDITION_OPS, type ConditionField, type ConditionOp, EVENT_TRIGGERS, NOTHING, TIME_FACTS } from './automation.fields.js';
import { CannedTexts } from './canned-replies.js';
import { can, FieldKey, Id, Instant, line, Locale, PageQuery, PersonRef } from './common.js';
import { MacroState, SetField, SetSubState } from './macros.js';
import { SkillLevel } from './routing.reasons.js';
import { ChannelKind, DueKind, TicketPriority, TicketState, TicketTag, TicketType } from './tickets.js';

/** When a rule is asked: at an event, or so long after a fact that still holds. `opening`: in the hours of the ticket's team. */
export const RuleTrigger = z
  .discriminatedUnion('on', [
    z.strictObject({ on: z.literal('event'), event: z.enum(EVENT_TRIGGERS) }),
    z.strictObject({ on: z.literal('time'), since: z.enum(TIME_FACTS), minutes: z.number().int().min(1).max(525_600), hours: z.enum(['calendar', 'opening']) }),
  ])
  .meta({ id: 'RuleTrigger' });
export type RuleTrigger = z.infer<typeof RuleTrigger>;

const FIELD_NAMES = Object.keys(CONDITION_FIELDS) as [ConditionField, ...ConditionField[]];
const OP_NAMES = Object.values(CONDITION_OPS).flat() as [ConditionOp, ...ConditionOp[]];

const WORDS: Partial<Record<ConditionField, z.ZodType>> = {
  state: TicketState, state_before: TicketState, priority: TicketPriority, priority_before: TicketPriority, type: TicketType, type_before: TicketType,
  due: DueKind, channel_kind: ChannelKind, language: z.enum(['en', 'zh-CN', 'zh-TW', 'other']), team: Id, assignee: Id, assignee_before: Id, channel: Id, tags: TicketTag,
};
const Count = z.string().regex(/^\d{1,4}$/);

function fits(field: ConditionField, value: string): boolean {
  const { kind, empty } = CONDITION_FIELDS[field];
  if (kind === 'number') return Count.safeParse(value).success;
  if (kind === 'words') return value.trim() !== '';
  return (empty && value === NOTHING) || (WORDS[field]?.safeParse(value).success ?? false);
}

/** One thing that is asked of a ticket. Any one of `values` is enough; `is_not` and `contains_not` want none of them. */
export const RuleCondition = z
  .strictObject({ field: z.enum(FIELD_NAMES), op: z.enum(OP_NAMES), values: z.array(line(80)).max(20) })
  .refine(({ field, op }) => CONDITION_OPS[CONDITION_FIELDS[field].kind].some((one) => one === op), { path: ['op'], message: 'rule/op_unfit' })
  .refine(({ field, values }) => (CONDITION_FIELDS[field].kind === 'yes') === (values.length === 0), { path: ['values'], message: 'rule/values_unfit' })
  .refine(({ field, values }) => values.every((value) => fits(field, value)), { path: ['values'], message: 'rule/values_unfit' })
  .refine(({ field, values }) => CONDITION_FIELDS[field].kind !== 'number' || values.length === 1, { path: ['values'], message: 'rule/values_unfit' })
  .meta({ id: 'RuleCondition' });
export type RuleCondition = z.infer<typeof RuleCondition>;

/** `all`: each of them; `any`: one is enough; `none`: not a single one. */
export const RuleMatch = z.enum(['all', 'any', 'none']);
const MOST = 20;
const Innermost = z.strictObject({ match: RuleMatch, items: z.array(RuleCondition).min(1).max(MOST) }).meta({ id: 'RuleInnerGroup' });
const Inner = z.strictObject({ match: RuleMatch, items: z.array(z.union([RuleCondition, Innermost])).min(1).max(MOST) }).meta({ id: 'RuleGroup' });
/** Conditions within conditions, three deep; without any, a rule is for every ticket. */
export const RuleConditions = z.strictObject({ match: RuleMatch, items: z.array(z.union([RuleCondition, Inner])).max(MOST) }).meta({ id: 'RuleConditions' });
export type RuleConditions = z.infer<typeof RuleConditions>;

const Tags = z.array(TicketTag).min(1).max(20);
/** One thing a rule does. Texts have the variables of saved replies and are written in the customer's language. */
export const RuleAction = z
  .discriminatedUnion('do', [
    z.strictObject({ do: z.literal('assign_person'), accountId: Id }),
    z.strictObject({ do: z.literal('assign_team'), teamId: Id }),
    z.strictObject({ do: z.literal('unassign') }),
    z.strictObject({ do: z.literal('set_state'), state: MacroState }),
    z.strictObject({ do: z.literal('set_priority'), priority: TicketPriority }),
    z.strictObject({ do: z.literal('set_type'), type: TicketType }),
    z.strictObject({ do: z.literal('add_tags'), tags: Tags }),
    z.strictObject({ do: z.literal('remove_tags'), tags: Tags }),
    z.strictObject({ do: z.literal('reply'), texts: CannedTexts }),
    z.strictObject({ do: z.literal('note'), texts: CannedTexts }),
    z.strictObject({ do: z.literal('notify'), to: z.enum(['assignee', 'team', 'leads']) }),
    z.strictObject({ do: z.literal('notify_person'), accountId: Id }),
    /** The next higher priority, and the leads of the ticket's team are told. */
    z.strictObject({ do: z.literal('escalate') }),
    /** One message to an endpoint of the organisation, whatever that listens to otherwise: `automation.sent`. */
    z.strictObject({ do: z.literal('webhook'), endpointId: Id }),
    /** Whoever takes it needs this skill; it goes to somebody who fits and has room. */
    z.strictObject({ do: z.literal('need_skill'), skillId: Id, level: SkillLevel }),
    z.strictObject({ do: z.literal('route') }),
    SetField,
    SetSubState,
  ])
  .meta({ id: 'RuleAction' });
export type RuleAction = z.infer<typeof RuleAction>;
export const RuleActions = z.array(RuleAction).min(1).max(12);
export type RuleActions = z.infer<typeof RuleActions>;

export const RuleDraft = z.strictObject({ name: line(80), when: RuleTrigger, conditions: RuleConditions, actions: RuleActions }).meta({ id: 'RuleDraft' });
export type RuleDraft = z.infer<typeof RuleDraft>;

export const Rule = RuleDraft.extend({
  id: Id,
  isOn: z.boolean(),
  version: z.number().int(),
  changedAt: Instant,
  changedBy: PersonRef.nullable(),
  lastRunAt: Instant.nullable(),
  runsInWeek: z.number().int(),
  /** Occasions of the week at which it was held back: loops, and what no rule may do. */
  stoppedInWeek: z.number().int(),
}).meta({ id: 'Rule' });
export type Rule = z.infer<typeof Rule>;
/** In the order in which they are asked; each meets what those before have made of the ticket. */
export const Rules = z.strictObject({ items: z.array(Rule), can: can('change') }).meta({ id: 'Rules' });
export const RuleOrder = z.strictObject({ ids: z.array(Id).max(200) });
/** What a rule said, newest first. To go back, put the draft again. */
export const RuleVersions = z
  .strictObject({ items: z.array(z.strictObject({ version: z.number().int(), at: Instant, by: PersonRef.nullable(), draft: RuleDraft })) })
  .meta({ id: 'RuleVersions' });

export const RuleDeed = z.enum([
  'assign_person', 'assign_team', 'unassign', 'set_state', 'set_priority', 'set_type', 'add_tags', 'remove_tags', 'reply', 'note', 'notify', 'notify_person', 'escalate', 'webhook',
  'need_skill', 'route', 'set_field', 'set_sub_state',
]);
/** What one action did, or would do. */
export const RuleStep = z
  .strictObject({
    do: RuleDeed,
    /** Which field of the organisation's own, where it is one. */
    key: FieldKey.nullable().default(null),
    outcome: z.enum(['changes', 'nothing', 'refused']),
    /** Why it was left: an error code. */
    code: z.string().nullable(),
    /** What it replaces and what it puts: a code, a key, a value, tags or options between commas, or a name. What was written into a field is not kept in the log. */
    from: z.string().nullable(),
    to: z.string().nullable(),
    /** What would be written, in which language; never kept in the log. */
    text: z.string().nullable(),
    locale: Locale.nullable(),
  })
  .meta({ id: 'RuleStep' });
export type RuleStep = z.infer<typeof RuleStep>;

/** `done`: something was changed or told; `nothing`: all of it was so already or had to be left; `stopped`: the rule was held back. */
export const RunOutcome = z.enum(['done', 'nothing', 'stopped']);
/** It acted already in this chain of consequences; the chain is too long; too many runs on one ticket within an hour. */
export const StopReason = z.enum(['own_change', 'chain', 'too_many']);
export const RuleRun = z
  .strictObject({
    id: Id,
    at: Instant,
    rule: z.strictObject({ id: Id, name: z.string() }),
    version: z.number().int(),
    ticket: z.strictObject({ id: Id, number: z.number().int(), subject: z.string().nullable() }),
    trigger: z.string(),
    outcome: RunOutcome,
    reason: StopReason.nullable(),
    steps: z.array(RuleStep),
  })
  .meta({ id: 'RuleRun' });
export type RuleRun = z.infer<typeof RuleRun>;
export const RuleRuns = z.strictObject({ items: z.array(RuleRun), nextCursor: z.string().nullable() }).meta({ id: 'RuleRuns' });
export type RuleRuns = z.infer<typeof RuleRuns>;
export const RuleRunsQuery = PageQuery.extend({ cursor: Id.optional(), limit: z.coerce.number().int().min(1).max(100).default(25) });

/** Asks a rule of what has been, and changes nothing. */
export const RuleTrialRequest = RuleDraft.omit({ name: true }).extend({ most: z.number().int().min(1).max(500).default(500) }).meta({ id: 'RuleTrialRequest' });
export type RuleTrialRequest = z.infer<typeof RuleTrialRequest>;
export const RuleTrial = z
  .strictObject({
    /** Past occasions that were looked at, the latest first; tickets are taken as they stand now. */
    looked: z.number().int(),
    matched: z.number().int(),
    /** The occasions reach back to here. */
    since: Instant.nullable(),
    /** The latest of those that match. */
    items: z.array(z.strictObject({ ticket: z.strictObject({ id: Id, number: z.number().int(), subject: z.string().nullable(), preview: z.string() }), at: Instant, steps: z.array(RuleStep) })),
  })
  .meta({ id: 'RuleTrial' });
export type RuleTrial = z.infer<typeof RuleTrial>;
