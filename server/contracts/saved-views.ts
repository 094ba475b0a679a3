import { z } from 'zod';
import { CannedScope } from './canned-replies.js';
import { can, Id, line, TeamRef } from './common.js';
import { TicketFilter, TicketGroup, TicketSort, TicketView } from './tickets.js';

/** What the product itself shows of a ticket. */
export const OwnColumn = z.enum(['number', 'customer', 'subject', 'state', 'sub_state', 'type', 'priority', 'assignee', 'team', 'tags', 'due', 'waiting', 'channel', 'moved']);
export type OwnColumn = z.infer<typeof OwnColumn>;

/** A column of a list and its width on the screen, in px: one of the product's own, or `field.<key>` of the organisation's. */
export const ViewColumn = z.strictObject({
  key: z.union([OwnColumn, z.string().regex(/^field\.[a-z][a-z0-9_]{0,39}$/)]),
  width: z.number().int().min(60).max(600),
});
export type ViewColumn = z.infer<typeof ViewColumn>;
/** In this order, each once; none: rows. */
const ViewColumns = z.array(ViewColumn).max(20).refine((columns) => new Set(columns.map(({ key }) => key)).size === columns.length, { message: 'column/twice' });

/** What a view shows: a list, narrowed and ordered. "me" in its filter is whoever looks. */
export const ViewContent = z.strictObject({ view: TicketView, state: z.enum(['open', 'closed']).default('open'), filter: TicketFilter.default({}), sort: TicketSort.nullable().default(null), group: TicketGroup.nullable().default(null), columns: ViewColumns.default([]) });
export type ViewContent = z.infer<typeof ViewContent>;

export const SavedViewDraft = z
  .strictObject({
    name: line(40),
    scope: CannedScope,
    /** With `scope: 'team'`, and only then. */
    teamId: Id.nullable().default(null),
    shows: ViewContent,
  })
  .refine((draft) => (draft.scope === 'team') === (draft.teamId !== null), { path: ['teamId'] })
  .meta({ id: 'SavedViewDraft' });
export type SavedViewDraft = z.infer<typeof SavedViewDraft>;

/** Beyond this it is only said that there are more. */
export const MOST_COUNTED = 1_000;
export const SavedView = z
  .strictObject({
    id: Id,
    name: z.string(),
    scope: CannedScope,
    team: TeamRef.nullable(),
    shows: z.strictObject({ view: TicketView, state: z.enum(['open', 'closed']), filter: TicketFilter, sort: TicketSort.nullable(), group: TicketGroup.nullable(), columns: z.array(ViewColumn) }),
    /** What the caller would find there now, at most `MOST_COUNTED`. */
    count: z.number().int(),
    version: z.number().int(),
    can: can('change', 'remove'),
  })
  .meta({ id: 'SavedView' });
export type SavedView = z.infer<typeof SavedView>;
export const SavedViews = z
  .strictObject({ items: z.array(SavedView), can: z.strictObject({ makeForAll: z.boolean(), makeForTeams: z.array(TeamRef) }) })
  .meta({ id: 'SavedViews' });
export type SavedViews = z.infer<typeof SavedViews>;
