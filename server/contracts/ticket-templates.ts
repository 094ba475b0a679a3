import { z } from 'zod';
import { CannedScope } from './canned-replies.js';
import { can, FieldKey, FieldValues, Id, line, TeamRef, text } from './common.js';
import { TicketOpening, TicketPriority, TicketTag, TicketType } from './tickets.js';

/** What a ticket begins with; what is null or empty is left to whoever opens it. */
export const TemplateContent = z.strictObject({
  subject: line(200).nullable().default(null),
  type: TicketType.default('question'),
  priority: TicketPriority.default('normal'),
  tags: z.array(TicketTag).max(20).default([]),
  /** Null: the team of the way in. */
  teamId: Id.nullable().default(null),
  /** Of the organisation's own fields. */
  fields: FieldValues.default({}),
  /** The first entry: a note for the staff, or words that the customer gets. */
  message: z.strictObject({ text: text(8000), internal: z.boolean() }).nullable().default(null),
});
export type TemplateContent = z.infer<typeof TemplateContent>;

export const TicketTemplateDraft = z
  .strictObject({
    title: line(80),
    folder: line(40).nullable().default(null),
    scope: CannedScope,
    /** With `scope: 'team'`, and only then. */
    teamId: Id.nullable().default(null),
    opens: TemplateContent,
  })
  .refine((draft) => (draft.scope === 'team') === (draft.teamId !== null), { path: ['teamId'] })
  .meta({ id: 'TicketTemplateDraft' });
export type TicketTemplateDraft = z.infer<typeof TicketTemplateDraft>;

/** What a template names and is no more: a team, a field that was retired, or an option of a field. */
export const TemplateLoss = z.discriminatedUnion('what', [z.strictObject({ what: z.literal('team') }), z.strictObject({ what: z.enum(['field', 'option']), key: FieldKey })]);
export type TemplateLoss = z.infer<typeof TemplateLoss>;
export const TicketTemplate = z
  .strictObject({
    id: Id,
    title: z.string(),
    /** Syllables of the title's Chinese characters, between spaces. */
    pinyin: z.string(),
    folder: z.string().nullable(),
    scope: CannedScope,
    team: TeamRef.nullable(),
    /** Without what is gone, and without fields that are hidden from the reader. */
    opens: TemplateContent,
    gone: z.array(TemplateLoss),
    uses: z.number().int(),
    version: z.number().int(),
    can: can('change', 'remove'),
  })
  .meta({ id: 'TicketTemplate' });
export type TicketTemplate = z.infer<typeof TicketTemplate>;

/** `use`: what the caller may open tickets with. `manage`: also the templates of teams that the caller only looks after. */
export const TicketTemplateQuery = z.strictObject({ for: z.enum(['use', 'manage']).default('use') });
export type TicketTemplateQuery = z.infer<typeof TicketTemplateQuery>;
export const TicketTemplates = z
  .strictObject({ items: z.array(TicketTemplate), can: z.strictObject({ makeForAll: z.boolean(), makeForTeams: z.array(TeamRef) }) })
  .meta({ id: 'TicketTemplates' });
export type TicketTemplates = z.infer<typeof TicketTemplates>;

/** A ticket from a template, as its opener has made it: what he says counts, the template only began it. */
export const TemplatedOpening = z.strictObject({ opening: TicketOpening, fields: FieldValues.default({}) }).meta({ id: 'TemplatedOpening' });
export type TemplatedOpening = z.infer<typeof TemplatedOpening>;
