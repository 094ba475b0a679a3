import { z } from 'zod';
import { can, FieldNames, Id, Instant, line, PersonRef, TeamRef } from './common.js';
import { TicketState } from './tickets.js';

/** Where the files come from: a table, or what another desk gives out of itself. */
export const ImportSource = z.enum(['csv', 'zendesk', 'chatwoot']);
export type ImportSource = z.infer<typeof ImportSource>;

/** Bytes of one file, and files of one import. */
export const MOST_IMPORT_MEGABYTES = 256;
export const MOST_IMPORT_FILES = 40;

/** What a column of a table may stand for. */
export const ImportField = z.enum([
  'external_id', 'subject', 'text', 'state', 'priority', 'type', 'tags', 'requester_name', 'requester_email', 'assignee_name', 'assignee_email', 'created_at', 'updated_at', 'solved_at',
]);
export type ImportField = z.infer<typeof ImportField>;

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/**
 * How what is read is understood. `columns`: of a table alone, each field once. `states`: words of the other desk that nobody
 * here knows, or that are to be taken otherwise. `zone`: by whose clock a time is meant that does not say.
 */
export const ImportMapping = z
  .strictObject({
    columns: z.array(z.strictObject({ field: ImportField, column: line(200) })).max(ImportField.options.length).default([]),
    states: z.array(z.strictObject({ word: line(60), state: TicketState })).max(60).default([]),
    zone: z.string().max(60).refine(isZone, { message: 'zone/unknown' }).default('UTC'),
  })
  .refine(({ columns }) => new Set(columns.map(({ field }) => field)).size === columns.length, { path: ['columns'], message: 'columns/twice' })
  .meta({ id: 'ImportMapping' });
export type ImportMapping = z.infer<typeof ImportMapping>;

/**
 * `place` names the desk or table it comes from, where there are several of a kind: an external id is met once in a place.
 * `channelId`: the way in that the tickets are said to have come by; without it the oldest mailbox, else the oldest widget.
 * `teamId`: who may see them; without it the team of that way in, null: everybody.
 */
export const ImportDraft = z
  .strictObject({ source: ImportSource, place: line(40, 0).default(''), channelId: Id.optional(), teamId: Id.nullable().optional() })
  .meta({ id: 'ImportDraft' });
export type ImportDraft = z.infer<typeof ImportDraft>;

/**
 * reading: files are taken apart; checking: every ticket is tried and nothing written; ready: it was, and waits for a word;
 * bringing: tickets are written; paused: somebody said halt; removing, removed: what it brought is taken away again.
 */
export const ImportState = z.enum(['reading', 'checking', 'ready', 'bringing', 'paused', 'done', 'removing', 'removed']);
export type ImportState = z.infer<typeof ImportState>;

/** Why a row is not brought. */
export const RefusalCode = z.enum([
  'not_json', 'not_an_object', 'too_deep', 'too_large', 'unknown_record', 'too_few_cells', 'too_many_cells', 'open_quote', 'id_missing', 'duplicate', 'state_unknown', 'state_missing', 'deleted',
  'time_missing', 'time_unreadable', 'time_in_future', 'too_many_messages', 'nothing_in_it',
]);
export type RefusalCode = z.infer<typeof RefusalCode>;
/** Why a file could not be read at all. */
export const ImportFileFault = z.enum(['charset_unknown', 'no_columns', 'no_records', 'bytes_missing']);

const Count = z.number().int();
/** What reading, checking and bringing found. Lists hold the most frequent. */
export const ImportTally = z.strictObject({
  tickets: Count,
  messages: Count,
  people: Count,
  /** Of the tickets: looked at in this walk; written; there already from the same place; refused. */
  walked: Count,
  fit: Count,
  brought: Count,
  known: Count,
  refused: Count,
  /** Without a word of it: nobody to write to. */
  withoutRequester: Count,
  /** After removal: taken away, and left because somebody has worked on them since. */
  removed: Count,
  kept: Count,
  states: z.array(z.strictObject({ word: z.string(), state: TicketState.nullable(), count: Count })),
  strangers: z.array(z.strictObject({ name: z.string(), count: Count })),
  /** Fields of the other desk: the names of ours that takes what stands there, or null where a note does. */
  fields: z.array(z.strictObject({ name: z.string(), to: FieldNames.nullable(), count: Count })).default([]),
  refusals: z.array(z.strictObject({ code: RefusalCode, count: Count })),
});
export type ImportTally = z.infer<typeof ImportTally>;

export const ImportFile = z.strictObject({
  id: Id,
  name: z.string(),
  bytes: Count,
  charset: z.string().nullable(),
  state: z.enum(['waiting', 'read', 'failed']),
  fault: ImportFileFault.nullable(),
  records: Count,
  columns: z.array(z.string()),
});
export type ImportFile = z.infer<typeof ImportFile>;

export const Import = z
  .strictObject({
    id: Id,
    source: ImportSource,
    place: z.string(),
    state: ImportState,
    channel: z.strictObject({ id: Id, name: z.string() }),
    team: TeamRef.nullable(),
    mapping: ImportMapping,
    files: z.array(ImportFile),
    tally: ImportTally,
    createdAt: Instant,
    by: PersonRef.nullable(),
    finishedAt: Instant.nullable(),
    version: Count,
    can: can('add', 'map', 'bring', 'pause', 'remove', 'discard'),
  })
  .meta({ id: 'Import' });
export type Import = z.infer<typeof Import>;
/** Newest first. */
export const Imports = z.strictObject({ items: z.array(Import) }).meta({ id: 'Imports' });

/** Where a ticket was before it came here. */
export const TicketOrigin = z
  .strictObject({ source: ImportSource, place: z.string(), externalId: z.string(), url: z.string().nullable(), assigneeName: z.string().nullable(), importedAt: Instant })
  .meta({ id: 'TicketOrigin' });
/** Null for a ticket that began here. */
export const TicketOriginAnswer = z.strictObject({ origin: TicketOrigin.nullable() }).meta({ id: 'TicketOriginAnswer' });
