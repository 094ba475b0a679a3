import { z } from 'zod';
import { can, Id, Instant, line, Locale, TeamRef, text } from './common.js';

/** Whose reply it is: one person's, one team's, or everybody's. */
export const CannedScope = z.enum(['own', 'team', 'all']);
export type CannedScope = z.infer<typeof CannedScope>;

/** What `{{…}}` in a text may name. It is filled in where the reply is put into an answer, so that it is read before it is sent. */
export const CANNED_VARIABLES = ['customer.name', 'agent.name', 'ticket.number', 'shop.name'] as const;
export type CannedVariable = (typeof CANNED_VARIABLES)[number];

export const CannedTexts = z.partialRecord(Locale, text(4000)).refine((texts) => Object.keys(texts).length > 0, { message: 'texts/none' });
/** What is typed after `/`: one word in any script, in lower case. */
export const CannedShortcut = line(40)
  .transform((value) => value.toLowerCase())
  .refine((value) => !/[\s/]/u.test(value), { message: 'shortcut/not_one_word' });

const Parts = z.strictObject({
  title: line(80),
  shortcut: CannedShortcut.nullable().default(null),
  folder: line(40).nullable().default(null),
  scope: CannedScope,
  /** With `scope: 'team'`, and only then. */
  teamId: Id.nullable().default(null),
  texts: CannedTexts,
});
export const CannedReplyDraft = Parts.refine((draft) => (draft.scope === 'team') === (draft.teamId !== null), { path: ['teamId'] }).meta({ id: 'CannedReplyDraft' });
export type CannedReplyDraft = z.infer<typeof CannedReplyDraft>;

export const CannedReply = z
  .strictObject({
    id: Id,
    title: z.string(),
    /** Syllables of the title's Chinese characters, between spaces, for finding it by their sound or initials. */
    pinyin: z.string(),
    shortcut: z.string().nullable(),
    folder: z.string().nullable(),
    scope: CannedScope,
    team: TeamRef.nullable(),
    texts: z.partialRecord(Locale, z.string()),
    /** By everybody. */
    uses: z.number().int(),
    /** By the caller. */
    lastUsedAt: Instant.nullable(),
    version: z.number().int(),
    can: can('change', 'remove'),
  })
  .meta({ id: 'CannedReply' });
export type CannedReply = z.infer<typeof CannedReply>;

/** `write`: what the caller may put into an answer. `manage`: also the replies of teams that the caller only looks after. */
export const CannedReplyQuery = z.strictObject({ for: z.enum(['write', 'manage']).default('write') });
export type CannedReplyQuery = z.infer<typeof CannedReplyQuery>;
export const CannedReplies = z
  .strictObject({
    items: z.array(CannedReply),
    /** Whom the caller may make replies for, beside himself. */
    can: z.strictObject({ makeForAll: z.boolean(), makeForTeams: z.array(TeamRef) }),
  })
  .meta({ id: 'CannedReplies' });
export type CannedReplies = z.infer<typeof CannedReplies>;
