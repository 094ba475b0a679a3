import { z } from 'zod';
import { CannedScope, CannedTexts } from './canned-replies.js';
import { can, FieldKey, FieldValue, Id, Instant, line, Locale, TeamRef } from './common.js';
import { Seq } from './messages.js';
import { TicketPriority, TicketTag, TicketType } from './tickets.js';

/** Where a macro may bring a ticket: everything but the first state and the final one. */
export const MacroState = z.enum(['open', 'pending', 'on_hold', 'solved']);
export type MacroState = z.infer<typeof MacroState>;
const Tags = z.array(TicketTag).min(1).max(20);

/** A value for a field of the organisation's own, by the field's permanent key; null empties it. */
export const SetField = z.strictObject({ do: z.literal('set_field'), key: FieldKey, value: FieldValue.nullable() });
export type SetField = z.infer<typeof SetField>;
/** A part of a state, which moves the ticket to that state; null: the state alone. */
export const SetSubState = z.strictObject({ do: z.literal('set_sub_state'), subStateId: Id.nullable() });
export type SetSubState = z.infer<typeof SetSubState>;

/** One thing that is done to a ticket. Texts have the variables of saved replies; they are filled in where it is done. */
export const MacroAction = z
  .discriminatedUnion('do', [
    z.strictObject({ do: z.literal('set_state'), state: MacroState }),
    z.strictObject({ do: z.literal('set_priority'), priority: TicketPriority }),
    z.strictObject({ do: z.literal('set_type'), type: TicketType }),
    z.strictObject({ do: z.literal('add_tags'), tags: Tags }),
    z.strictObject({ do: z.literal('remove_tags'), tags: Tags }),
    z.strictObject({ do: z.literal('assign'), to: z.enum(['me', 'nobody']) }),
    z.strictObject({ do: z.literal('assign_person'), accountId: Id }),
    z.strictObject({ do: z.literal('assign_team'), teamId: Id }),
    z.strictObject({ do: z.literal('set_spam'), spam: z.boolean() }),
    SetField,
    SetSubState,
    z.strictObject({ do: z.literal('reply'), texts: CannedTexts }),
    z.strictObject({ do: z.literal('note'), texts: CannedTexts }),
  ])
  .meta({ id: 'MacroAction' });
export type MacroAction = z.infer<typeof MacroAction>;
export const MacroActions = z.array(MacroAction).min(1).max(12);
export type MacroActions = z.infer<typeof MacroActions>;

export const MacroDraft = z
  .strictObject({
    title: line(80),
    folder: line(40).nullable().default(null),
    scope: CannedScope,
    /** With `scope: 'team'`, and only then. */
    teamId: Id.nullable().default(null),
    /** Done one after the other; all of them or none. */
    actions: MacroActions,
  })
  .refine((draft) => (draft.scope === 'team') === (draft.teamId !== null), { path: ['teamId'] })
  .meta({ id: 'MacroDraft' });
export type MacroDraft = z.infer<typeof MacroDraft>;

export const Macro = z
  .strictObject({
    id: Id,
    title: z.string(),
    /** Syllables of the title's Chinese characters, between spaces. */
    pinyin: z.string(),
    folder: z.string().nullable(),
    scope: CannedScope,
    team: TeamRef.nullable(),
    actions: z.array(MacroAction),
    /** By everybody. */
    uses: z.number().int(),
    /** By the caller. */
    lastUsedAt: Instant.nullable(),
    version: z.number().int(),
    can: can('change', 'remove'),
  })
  .meta({ id: 'Macro' });
export type Macro = z.infer<typeof Macro>;

/** `run`: what the caller may run. `manage`: also the macros of teams that the caller only looks after. */
export const MacroQuery = z.strictObject({ for: z.enum(['run', 'manage']).default('run') });
export type MacroQuery = z.infer<typeof MacroQuery>;
export const Macros = z
  .strictObject({ items: z.array(Macro), can: z.strictObject({ makeForAll: z.boolean(), makeForTeams: z.array(TeamRef) }) })
  .meta({ id: 'Macros' });
export type Macros = z.infer<typeof Macros>;

/** What one action would do to a certain ticket now. */
export const MacroStep = z.strictObject({
  do: z.enum(['set_state', 'set_priority', 'set_type', 'add_tags', 'remove_tags', 'assign', 'assign_person', 'assign_team', 'set_spam', 'set_field', 'set_sub_state', 'reply', 'note']),
  outcome: z.enum(['changes', 'nothing', 'refused']),
  /** Why it is refused: an error code. */
  code: z.string().nullable(),
  /** What it replaces and what it puts: a code, a key, a value, tags or options between commas, or a name. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** What would be written, blanks filled in, in the language it would be written in. */
  text: z.string().nullable(),
  locale: Locale.nullable(),
  openBlanks: z.array(z.string()),
});
export type MacroStep = z.infer<typeof MacroStep>;
export const MacroPreview = z.strictObject({ macroId: Id, version: z.number().int(), steps: z.array(MacroStep) }).meta({ id: 'MacroPreview' });
export type MacroPreview = z.infer<typeof MacroPreview>;
export const MacroPreviewQuery = z.strictObject({ ticketId: Id });

/**
 * `runId`: the caller's own; the same one runs once. `version`: the macro as it was previewed. `seenSeq`: the newest entry of the
 * staff stream on the caller's screen; a later word of the customer stops a macro that replies.
 */
export const MacroRun = z.strictObject({ runId: Id, macroId: Id, version: z.number().int().min(1), seenSeq: Seq.optional() }).meta({ id: 'MacroRun' });
export type MacroRun = z.infer<typeof MacroRun>;
