import { z } from 'zod';
import { can, Id, Instant } from './common.js';
import { MacroAction, MacroActions } from './macros.js';
import { TicketFilter, TicketView } from './tickets.js';

/** More than this no change takes in. */
export const MOST_IN_BULK = 10_000;

/** Everything a list holds, as its address says it: read when the change is asked for. */
export const BulkMatching = z.strictObject({ view: TicketView, state: z.enum(['open', 'closed']).default('open'), filter: TicketFilter.default({}) });

/** One change of many tickets: these, or all that match; by these actions, or by a macro in the version that was looked at. */
export const BulkDraft = z
  .strictObject({
    ticketIds: z.array(Id).min(1).max(500).optional(),
    matching: BulkMatching.optional(),
    actions: MacroActions.optional(),
    macro: z.strictObject({ id: Id, version: z.number().int().min(1) }).optional(),
  })
  .refine((draft) => (draft.ticketIds === undefined) !== (draft.matching === undefined), { path: ['ticketIds'] })
  .refine((draft) => (draft.actions === undefined) !== (draft.macro === undefined), { path: ['actions'] })
  .meta({ id: 'BulkDraft' });
export type BulkDraft = z.infer<typeof BulkDraft>;

/** A ticket that was not changed, or not wholly undone, and why: an error code. */
export const BulkFailure = z.strictObject({
  ticketId: Id,
  /** Null where the caller may not see the ticket. */
  number: z.number().int().nullable(),
  code: z.string(),
  /** Which step of it, counted from 1. */
  step: z.number().int().nullable(),
});

export const BulkChange = z
  .strictObject({
    id: Id,
    kind: z.enum(['change', 'undo']),
    /** The macro's, when it was one. */
    title: z.string().nullable(),
    actions: z.array(MacroAction),
    state: z.enum(['running', 'finished', 'stopped']),
    total: z.number().int(),
    done: z.number().int(),
    /** Refused, each for itself; an undo also counts what it left because somebody changed it since. */
    failed: z.number().int(),
    /** The first hundred of them. */
    failures: z.array(BulkFailure),
    createdAt: Instant,
    finishedAt: Instant.nullable(),
    can: can('undo', 'stop'),
  })
  .meta({ id: 'BulkChange' });
export type BulkChange = z.infer<typeof BulkChange>;
export const BulkChanges = z.strictObject({ items: z.array(BulkChange) }).meta({ id: 'BulkChanges' });
export type BulkChanges = z.infer<typeof BulkChanges>;
