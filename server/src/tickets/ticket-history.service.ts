import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type HistoryEntry, type HistoryQuery, TicketFact, type TicketHistory, TicketPriority, TicketState, TicketType } from '#contracts/tickets.js';
import { AuthorKind } from '#contracts/messages.js';
import { wordsFor } from '../customers/contact.policy.js';
import type { StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly payload: unknown;
  readonly createdAt: Date;
  readonly custom: HistoryEntry['custom'] | null;
  readonly subState: HistoryEntry['subState'];
  readonly because: HistoryEntry['because'];
}

const change = <T extends z.ZodType>(of: T) => z.object({ from: of, to: of }).nullish().catch(null);
/** What the history shows of a payload, whichever event it belongs to. */
const Told = z.object({
  from: TicketState.optional().catch(undefined),
  to: TicketState.optional().catch(undefined),
  priority: change(TicketPriority),
  type: change(TicketType),
  fields: z.array(TicketFact).catch([]),
  assigneeId: z.uuid().nullish().catch(null),
  agentId: z.uuid().nullish().catch(null),
  accountId: z.uuid().nullish().catch(null),
  teamId: z.uuid().nullish().catch(null),
  untilMs: z.number().optional().catch(undefined),
});
type Told = z.infer<typeof Told>;

/** Events of a ticket that tell of no deed: what was said stands in the timeline, and each move has its own event. */
const UNTOLD = ['message.posted', 'message.noticed', 'timeline.woken', 'ticket.closed', 'ticket.reopened', 'chat.prompted', 'due.moved', 'rule.words_noticed', 'rule.notified', 'callback.warned', 'note.mentioned', 'ticket.given'];
const GIVEN = new Set(['ticket.assigned', 'chat.transferred', 'chat.accepted', 'chat.taken_over', 'chat.offered']);
const FOLLOWING = new Set(['ticket.followed', 'ticket.unfollowed']);

/** Who did what to a ticket, and when: read from the trail of events, which is complete. */
@Injectable()
export class TicketHistoryService {
  constructor(private readonly db: Database) {}

  /** One page, the latest first. Rights are the caller's to check. */
  async page(actor: StaffActor, ticketId: string, { cursor, limit }: z.infer<typeof HistoryQuery>): Promise<z.infer<typeof TicketHistory>> {
    const { rows } = await this.db.pool.query<Row>({
      name: 'ticket-history',
      text: `SELECT "id", "name", "actorKind", "actorId", "payload", "createdAt", moved."custom",
               CASE WHEN "name" = 'ticket.sub_state_changed' THEN jsonb_build_object('from', (SELECT s."names" FROM "SubState" s WHERE s."id" = ("payload"->>'fromId')::uuid), 'to', (SELECT s."names" FROM "SubState" s WHERE s."id" = ("payload"->>'toId')::uuid)) END AS "subState",
               (SELECT d."reasons" FROM "RoutingDecision" d WHERE d."id" = "Event"."id") AS "because" FROM "Event"
             LEFT JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('key', f."key", 'from', c."before", 'to', c."after") ORDER BY f."position") AS "custom"
                 FROM "TicketFieldChange" c JOIN "CustomField" f ON f."id" = c."fieldId" WHERE c."eventId" = "Event"."id" AND ($5::boolean OR NOT f."hidden")) moved ON "name" = 'ticket.fields_changed'
             WHERE "subject" IN (SELECT $1::uuid UNION ALL SELECT "id" FROM "Chat" WHERE "ticketId" = $1 UNION ALL SELECT "id" FROM "AnswerPromise" WHERE "ticketId" = $1
                 UNION ALL SELECT "id" FROM "AddressProof" WHERE "ticketId" = $1)
               AND "name" <> ALL($2::text[]) AND ("name" <> 'ticket.fields_changed' OR moved."custom" IS NOT NULL) AND ($3::uuid IS NULL OR "id" < $3::uuid)
             ORDER BY "id" DESC LIMIT $4`,
      values: [ticketId, UNTOLD, cursor ?? null, limit + 1, actor.permissions.has('field.read_hidden')],
    });
    const told = rows.slice(0, limit).map((row) => ({ row, told: Told.parse(row.payload) }));
    const names = await this.names(actor, told);
    return { items: told.map((one) => present(one, names)), nextCursor: rows.length > limit ? (told.at(-1)?.row.id ?? null) : null };
  }

  private async names(actor: StaffActor, entries: readonly { row: Row; told: Told }[]): Promise<ReadonlyMap<string, string>> {
    const ids = [...new Set(entries.flatMap(({ row, told }) => [row.actorId, told.assigneeId, told.agentId, told.accountId, told.teamId].flatMap((id) => id ?? [])))];
    const where = { id: { in: ids } };
    const [people, teams, rules, visitors] = await Promise.all([
      this.db.prisma.account.findMany({ where, select: { id: true, name: true } }),
      this.db.prisma.team.findMany({ where, select: { id: true, name: true } }),
      this.db.prisma.rule.findMany({ where, select: { id: true, name: true } }),
      this.db.prisma.visitor.findMany({ where, select: { id: true, name: true, customer: { select: { name: true } } } }),
    ]);
    return new Map([...people, ...teams, ...rules, ...visitors.flatMap(({ id, name, customer }) => ({ id, name: wordsFor(actor, customer?.name ?? name ?? '') }))].map(({ id, name }) => [id, name]));
  }
}

function present({ row, told }: { row: Row; told: Told }, names: ReadonlyMap<string, string>): HistoryEntry {
  const nameOf = (id: string | null | undefined): string | null => (id ? names.get(id) || null : null);
  const given = GIVEN.has(row.name);
  return {
    id: row.id,
    name: row.name,
    at: row.createdAt.toISOString(),
    by: { kind: AuthorKind.catch('system').parse(row.actorKind), name: nameOf(row.actorId) },
    state: told.from && told.to ? { from: told.from, to: told.to } : null,
    priority: told.priority ?? null,
    type: told.type ?? null,
    fields: told.fields,
    custom: row.custom ?? [],
    subState: row.subState,
    person: FOLLOWING.has(row.name) ? nameOf(told.accountId) : given ? nameOf(row.name === 'ticket.assigned' ? told.assigneeId : told.agentId) : null,
    team: given ? nameOf(told.teamId) : null,
    because: row.because,
    until: told.untilMs === undefined ? null : new Date(told.untilMs).toISOString(),
  };
}
