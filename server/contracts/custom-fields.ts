import { z } from 'zod';
import { FieldKey, FieldNames, FieldValue, FieldValues, Id, Instant, line } from './common.js';
import { TicketTag, TicketType } from './tickets.js';

/** Permanent like the key: values of one kind cannot be read as another. */
export const FieldKind = z.enum(['text', 'number', 'date', 'choice', 'multi_choice', 'yes_no', 'link']);
export type FieldKind = z.infer<typeof FieldKind>;

export const FieldOption = z.strictObject({ key: FieldKey, names: FieldNames, /** Stays readable where it was chosen, and is chosen no more. */ retired: z.boolean() });
export type FieldOption = z.infer<typeof FieldOption>;

const some = <T extends z.ZodType>(one: T) => z.array(one).min(1).max(20);
/** One thing that must be so; any one of what it names will do. `field` without values: something stands in it. */
export const FieldCondition = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('type'), in: some(TicketType) }),
  z.strictObject({ by: z.literal('team'), in: some(Id) }),
  z.strictObject({ by: z.literal('channel'), in: some(Id) }),
  z.strictObject({ by: z.literal('tag'), in: some(TicketTag) }),
  z.strictObject({ by: z.literal('field'), key: FieldKey, in: z.array(line(200)).max(20) }),
]);
export type FieldCondition = z.infer<typeof FieldCondition>;
const Match = z.enum(['all', 'any']);
export const FieldGroup = z.strictObject({ match: Match, of: z.array(FieldCondition).min(1).max(10) });
export type FieldGroup = z.infer<typeof FieldGroup>;
/** When a field is asked for: conditions, and groups of conditions. */
export const FieldWhen = z.strictObject({ match: Match, of: z.array(z.union([FieldCondition, FieldGroup])).min(1).max(10) });
export type FieldWhen = z.infer<typeof FieldWhen>;

const OptionDraft = z.strictObject({ /** Without it: made from the English name. */ key: FieldKey.optional(), names: FieldNames, retired: z.boolean().default(false) });
const Parts = z.strictObject({
  names: FieldNames,
  /** Of choices, in their order. An option that is left out is retired. */
  options: z.array(OptionDraft).max(200).default([]),
  /** Of text: several lines. */
  multiline: z.boolean().default(false),
  /** Of numbers. */
  decimals: z.number().int().min(0).max(6).default(0),
  min: z.number().nullable().default(null),
  max: z.number().nullable().default(null),
  /** `to_solve`: a ticket that shows it is not solved while nothing stands in it. */
  required: z.enum(['never', 'to_solve']).default('never'),
  /** Only who may read hidden fields learns that it is there. */
  hidden: z.boolean().default(false),
  /** Null: on every ticket. */
  when: FieldWhen.nullable().default(null),
});
export const CustomFieldChange = Parts.meta({ id: 'CustomFieldChange' });
export type CustomFieldChange = z.infer<typeof CustomFieldChange>;
export const CustomFieldDraft = Parts.extend({ kind: FieldKind, /** Without it: made from the English name. */ key: FieldKey.optional() }).meta({ id: 'CustomFieldDraft' });
export type CustomFieldDraft = z.infer<typeof CustomFieldDraft>;

export const CustomField = Parts.extend({
  id: Id,
  key: FieldKey,
  kind: FieldKind,
  options: z.array(FieldOption),
  /** Came with the product. */
  builtIn: z.boolean(),
  /** Its values are read and no longer written. */
  retiredAt: Instant.nullable(),
  version: z.number().int(),
}).meta({ id: 'CustomField' });
export type CustomField = z.infer<typeof CustomField>;
/** In their order; those that are hidden from the caller are not among them. */
export const CustomFields = z.strictObject({ items: z.array(CustomField), can: z.strictObject({ manage: z.boolean() }) }).meta({ id: 'CustomFields' });
export type CustomFields = z.infer<typeof CustomFields>;
/** Every field, in the order in which they shall stand. */
export const CustomFieldOrder = z.strictObject({ ids: z.array(Id).max(200) });

/** What stands in the fields of a ticket, as far as the caller may read it. */
export const TicketFields = z
  .strictObject({
    values: FieldValues,
    /** The fields it shows now, in their order; others may hold a value that was put earlier. */
    shown: z.array(FieldKey),
    /** Of these: what is still asked for before it is solved. */
    missing: z.array(FieldKey),
    channelId: Id,
    /** Of the ticket. */
    version: z.number().int(),
  })
  .meta({ id: 'TicketFields' });
export type TicketFields = z.infer<typeof TicketFields>;
const between = <T extends z.ZodType<unknown, string>>(item: T, most: number, signs: number) =>
  z.string().max(signs).transform((values) => [...new Set(values.split(','))]).pipe(z.array(item).min(1).max(most));
/** Which tickets, and which of their fields, each between commas. */
export const TicketTraitsQuery = z.strictObject({ tickets: between(Id, 100, 3_700), fields: between(FieldKey, 20, 820).optional() });
export type TicketTraitsQuery = z.infer<typeof TicketTraitsQuery>;
/** For lists: the sub-state and some fields of some tickets. What the caller may not read, tickets or fields, is not among it. */
export const TicketTraits = z.strictObject({ items: z.array(z.strictObject({ id: Id, subStateId: Id.nullable(), values: FieldValues })) }).meta({ id: 'TicketTraits' });
export type TicketTraits = z.infer<typeof TicketTraits>;

/** What is not named stays; null empties. `version` is the ticket's on the caller's screen; another's later change of the same field refuses this one. */
export const TicketFieldsChange = z.strictObject({ values: z.record(FieldKey, FieldValue.nullable()), version: z.number().int() }).meta({ id: 'TicketFieldsChange' });
export type TicketFieldsChange = z.infer<typeof TicketFieldsChange>;
