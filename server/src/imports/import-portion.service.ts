import { Inject, Injectable } from '@nestjs/common';
import type { TicketState } from '#contracts/tickets.js';
import type { RefusalCode } from '#contracts/imports.js';
import { z } from 'zod';
import type { Import } from '#prisma/generated/client.js';
import { CustomFieldsService } from '../custom-fields/custom-fields.service.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { SettingsService } from '../settings/settings.service.js';
import type { KnownFields, TheirField } from './field.rules.js';
import { csvTicket } from './csv-ticket.rules.js';
import type { HistoricMessage, HistoricTicket } from './historic.types.js';
import { plain } from './import-words.rules.js';
import { mappingOf } from './imports.present.js';
import { MOST_MESSAGES } from './loose.rules.js';
import { type Known, type Plan, planOf } from './plan.rules.js';
import { fitting, MOST_TICKET } from './weight.rules.js';

/** A ticket record that was looked at, and what would become of it. */
export interface Looked {
  readonly line: number;
  readonly fileName: string;
  readonly externalId: string;
  /** The word its state was written with. */
  readonly word: string;
  readonly messages: number;
  readonly outcome: { readonly plan: Plan } | { readonly known: true } | { readonly refused: RefusalCode; readonly detail: string | null };
}
export interface Portion {
  readonly looked: readonly Looked[];
  /** The last record of it; null after the last one of all. */
  readonly walkedTo: number | null;
  /** Our own people by address. */
  readonly staff: ReadonlyMap<string, Colleague>;
}
export interface Colleague {
  readonly id: string;
  readonly name: string;
  /** Whether he may have tickets: one that he could not answer would lie. */
  readonly holds: boolean;
}
/** How many tickets go together at most, and what they weigh. */
interface Bounds {
  readonly most: number;
  readonly weight: number;
}
interface Weighed {
  readonly id: number;
  readonly weight: number;
}
interface Row {
  readonly id: number;
  readonly fileId: string;
  readonly line: number;
  readonly externalId: string;
  readonly data: unknown;
}

// Ours, written through `historic.types`: the column holds nothing else.
const Ticket = z.custom<HistoricTicket>((value) => typeof value === 'object' && value !== null && 'messages' in value);
const Message = z.custom<HistoricMessage>((value) => typeof value === 'object' && value !== null && 'text' in value);
const Person = z.custom<Known>((value) => typeof value === 'object' && value !== null && 'staff' in value);
const Field = z.custom<TheirField>((value) => typeof value === 'object' && value !== null && 'options' in value);
const Organization = z.object({ name: z.string() });
const MOST_FIELDS = 2_000;
const Cells = z.object({ cells: z.array(z.string()) });

/** Reads the next tickets of an import with their words and people, and decides about each: the same for a trial and in earnest. */
@Injectable()
export class ImportPortions {
  constructor(private readonly settings: SettingsService, private readonly customFields: CustomFieldsService, @Inject(Clock) private readonly clock: Clock) {}

  async next(tx: Tx, held: Import, bounds: Bounds): Promise<Portion> {
    const ahead = await this.ahead(tx, held, bounds);
    const rows = await tx.importRecord.findMany({ where: { id: { in: ahead.map(({ id }) => id) } }, orderBy: { id: 'asc' }, select: { id: true, fileId: true, line: true, externalId: true, data: true } });
    const colleagues = await tx.account.findMany({ where: { deactivatedAt: null }, select: { id: true, name: true, email: true, roles: { select: { role: { select: { permissions: true } } } } } });
    const staff = new Map(colleagues.map(({ id, name, email, roles }) => [email.toLowerCase(), { id, name, holds: roles.some(({ role }) => role.permissions.includes('ticket.reply')) }]));
    if (rows.length === 0) return { looked: [], walkedTo: null, staff };
    const mapping = mappingOf(held);
    const files = new Map((await tx.importFile.findMany({ where: { importId: held.id }, select: { id: true, name: true, columns: true, sha256: true } })).map((file) => [file.id, file]));
    const tickets = rows.map((row) => {
      const file = files.get(row.fileId);
      if (held.source !== 'csv') return { row, fileName: file?.name ?? '', externalId: row.externalId, ticket: Ticket.parse(row.data) };
      const { externalId, ticket } = csvTicket(Cells.parse(row.data).cells, file?.columns ?? [], mapping);
      // A row without an id of its own is known again by its place in these very bytes.
      return { row, fileName: file?.name ?? '', externalId: externalId ?? `${file?.sha256.slice(0, 12)}:${row.line}`, ticket };
    });
    // Whose words are more than one commit takes is refused unread.
    const tooLarge = new Set(ahead.flatMap(({ id, weight }) => (weight > MOST_TICKET ? [id] : [])));
    const messages = held.source === 'csv' ? new Map<string, HistoricMessage[]>() : await this.messages(tx, held.id, rows.filter(({ id }) => !tooLarge.has(id)));
    const whole = tickets.map((one) => ({ ...one, ticket: { ...one.ticket, messages: [...one.ticket.messages, ...(messages.get(one.externalId) ?? [])] } }));
    const people = held.source === 'csv' ? new Map<string, Known>() : await this.people(tx, held.id, whole.map(({ ticket }) => ticket));
    const there = new Set((await tx.ticket.findMany({ where: { origin: held.origin, externalId: { in: whole.map(({ externalId }) => externalId) } }, select: { externalId: true } })).map(({ externalId }) => externalId));
    const { solvedDays } = await this.settings.current();
    const setting = {
      now: this.clock.now(), solvedDays, zone: mapping.zone, states: new Map<string, TicketState>(mapping.states.map(({ word, state }) => [plain(word), state])), people, staff: new Set(staff.keys()), fields: await this.fields(tx, held.id, whole.map(({ ticket }) => ticket)),
      timeless: held.source === 'csv' && mapping.columns.every(({ field }) => field !== 'created_at'),
    };
    const met = held.source === 'csv' ? await this.before(tx, held.id, whole.map(({ row, externalId }) => ({ id: row.id, externalId }))) : new Set<string>();
    const looked = whole.map(({ row, fileName, externalId, ticket }): Looked => {
      const about = { line: row.line, fileName, externalId, word: ticket.state, messages: ticket.messages.length };
      if (met.has(externalId)) return { ...about, outcome: { refused: 'duplicate', detail: null } };
      met.add(externalId);
      if (tooLarge.has(row.id)) return { ...about, outcome: { refused: 'too_large', detail: null } };
      return { ...about, outcome: there.has(externalId) ? { known: true } : planOf(ticket, setting) };
    });
    return { looked, walkedTo: rows.at(-1)?.id ?? null, staff };
  }

  /** The next ones, as many as go together. */
  private async ahead(tx: Tx, { id: importId, walkedTo }: Import, { most, weight }: Bounds): Promise<readonly Weighed[]> {
    const rows = await tx.$queryRaw<Weighed[]>`
      SELECT r."id", (r."weight" + coalesce((SELECT sum(m."weight") FROM (SELECT m."weight" FROM "ImportRecord" m
        WHERE m."importId" = r."importId" AND m."ticketKey" = r."externalId" AND m."kind" = 'message' LIMIT ${MOST_MESSAGES + 1}) m), 0))::float8 AS "weight"
      FROM "ImportRecord" r WHERE r."importId" = ${importId}::uuid AND r."kind" = 'ticket' AND r."id" > ${walkedTo} ORDER BY r."id" LIMIT ${most}`;
    return rows.slice(0, fitting(rows.map((row) => Math.min(row.weight, MOST_TICKET)), weight));
  }

  /** Which of these ids stand in rows of a table before them, however far: the same for a trial and in earnest. */
  private async before(tx: Tx, importId: string, rows: readonly { id: number; externalId: string }[]): Promise<Set<string>> {
    await tx.$executeRaw`
      UPDATE "ImportRecord" r SET "ticketKey" = k."key" FROM unnest(${rows.map(({ id }) => id)}::int[], ${rows.map(({ externalId }) => externalId)}::text[]) AS k("id", "key")
      WHERE r."id" = k."id" AND r."ticketKey" IS DISTINCT FROM k."key"`;
    const found = await tx.$queryRaw<{ key: string }[]>`
      SELECT DISTINCT r."ticketKey" AS "key" FROM "ImportRecord" r
      WHERE r."importId" = ${importId}::uuid AND r."ticketKey" = ANY(${rows.map(({ externalId }) => externalId)}::text[]) AND r."kind" = 'ticket' AND r."id" < ${rows[0]?.id ?? 0}`;
    return new Set(found.map(({ key }) => key));
  }

  private async messages(tx: Tx, importId: string, rows: readonly Row[]): Promise<Map<string, HistoricMessage[]>> {
    // One more than there may be of each: who has more is refused and not read.
    const found = await tx.$queryRaw<{ ticketKey: string; data: unknown }[]>`
      SELECT m."ticketKey", m."data" FROM unnest(${rows.map(({ externalId }) => externalId)}::text[]) AS k("key")
        CROSS JOIN LATERAL (SELECT r."ticketKey", r."data" FROM "ImportRecord" r WHERE r."importId" = ${importId}::uuid AND r."ticketKey" = k."key" LIMIT ${MOST_MESSAGES + 1}) m`;
    const messages = new Map<string, HistoricMessage[]>();
    for (const { ticketKey, data } of found) {
      const held = messages.get(ticketKey);
      if (held) held.push(Message.parse(data));
      else messages.set(ticketKey, [Message.parse(data)]);
    }
    return messages;
  }

  /** Fields there, by their ids, and here; and companies that these tickets name. */
  private async fields(tx: Tx, importId: string, tickets: readonly HistoricTicket[]): Promise<KnownFields> {
    const theirs = await tx.importRecord.findMany({ where: { importId, kind: 'field' }, take: MOST_FIELDS, select: { externalId: true, data: true } });
    const ids = new Set(tickets.flatMap(({ organization }) => organization ?? []));
    const companies = ids.size === 0 ? [] : await tx.importRecord.findMany({ where: { importId, kind: 'organization', externalId: { in: [...ids] } }, select: { externalId: true, data: true } });
    return {
      ours: await this.customFields.all(tx),
      theirs: new Map(theirs.map(({ externalId, data }) => [externalId, Field.parse(data)])),
      organizations: new Map(companies.map(({ externalId, data }) => [externalId, Organization.parse(data).name])),
    };
  }

  private async people(tx: Tx, importId: string, tickets: readonly HistoricTicket[]): Promise<Map<string, Known>> {
    const ids = new Set(tickets.flatMap(({ requester, assignee, messages }) => [requester, assignee, ...messages.map(({ author }) => author)].flatMap((person) => person?.id ?? [])));
    const rows = await tx.importRecord.findMany({ where: { importId, kind: 'person', externalId: { in: [...ids] } }, select: { externalId: true, data: true } });
    return new Map(rows.map(({ externalId, data }) => [externalId, Person.parse(data)]));
  }
}
