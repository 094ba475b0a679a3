import { Inject, Injectable } from '@nestjs/common';
import type { ConversationSynced } from '#contracts/messages.js';
import { authorNameOf } from '../customers/contact.policy.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { isPublicLine, present, type StoredMessage, type Stream, type SystemLine, withinPage } from './message.rules.js';
import { MessageWriter, type NewMessage } from './message-writer.service.js';
import { Receipts } from './receipts.js';

export interface Heads {
  readonly ticketId: string;
  readonly publicHead: number;
  readonly staffHead: number;
}

interface Window {
  readonly afterSeq?: number | undefined;
  readonly beforeSeq?: number | undefined;
  readonly limit: number;
}

const COLUMNS = '"id", "ticketId", "staffSeq", "publicSeq", "senderId", "clientMessageId", "authorKind", "authorName", "kind", "text", "attachments", "card", "system", "internal", "recalledAt", "createdAt", "replyTo", "mentions"';
// By place in the staff stream, whose index the key of every page is; the public place only filters. The bound
// keeps the pages of a customer as cheap as those of the staff (see staffBound).
const AFTER = `SELECT ${COLUMNS} FROM "Message" WHERE "ticketId" = $1 AND "staffSeq" > $2 AND ($4 OR "publicSeq" > $2) ORDER BY "staffSeq" LIMIT $3`;
const BEFORE = `SELECT * FROM (SELECT ${COLUMNS} FROM "Message" WHERE "ticketId" = $1 AND "staffSeq" < $2::int + CASE WHEN $4 THEN 0 ELSE $5::int END
  AND ($4 OR "publicSeq" < $2) ORDER BY "staffSeq" DESC LIMIT $3) newest ORDER BY "staffSeq"`;

/** Reads of a ticket's timeline by place, and system lines. */
@Injectable()
export class TimelineService {
  constructor(
    private readonly db: Database,
    private readonly writer: MessageWriter,
    private readonly receipts: Receipts,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem conversation/not_found */
  async heads(ticketId: string): Promise<Heads> {
    const [heads] = await this.headsOf([ticketId]);
    if (!heads) throw new Problem('conversation/not_found');
    return heads;
  }

  async headsOf(ticketIds: readonly string[]): Promise<Heads[]> {
    const { rows } = await this.db.pool.query<Heads>({
      name: 'timeline-heads',
      text: 'SELECT "ticketId", "publicHead", "staffHead" FROM "Timeline" WHERE "ticketId" = ANY($1::uuid[])',
      values: [ticketIds],
    });
    return rows;
  }

  /**
   * One page of a stream: after a place (oldest first), before one, or the newest. Rights are the caller's to check.
   * The head is read first, so a page may hold more than it says, never less.
   */
  async page(ticketId: string, stream: Stream, { afterSeq, beforeSeq, limit }: Window): Promise<ConversationSynced> {
    const heads = await this.heads(ticketId);
    const head = stream === 'staff' ? heads.staffHead : heads.publicHead;
    const values = [ticketId, afterSeq ?? Math.min(beforeSeq ?? head + 1, head + 1), limit + 1, stream === 'staff'];
    const forward = afterSeq !== undefined;
    const { rows } = forward
      ? await this.db.pool.query<StoredMessage>({ name: 'timeline-after', text: AFTER, values })
      : await this.db.pool.query<StoredMessage>({ name: 'timeline-before', text: BEFORE, values: [...values, heads.staffHead - heads.publicHead + 1] });
    const page = withinPage(rows, limit, forward);
    const more = page.length < rows.length;
    const last = page.at(-1);
    if (last?.publicSeq) this.receipts.note(ticketId, stream === 'staff' ? 'agent' : 'customer', last.staffSeq, last.publicSeq);
    return { messages: page.flatMap((row) => present(row, stream) ?? []), head: Math.max(head, (stream === 'staff' ? last?.staffSeq : last?.publicSeq) ?? 0), more };
  }

  /** Certain messages of a ticket as staff sees them, in their order. Rights are the caller's to check. */
  async some(ticketId: string, ids: readonly string[]): Promise<ConversationSynced['messages']> {
    const { rows } = await this.db.pool.query<StoredMessage>({ name: 'timeline-some', text: `SELECT ${COLUMNS} FROM "Message" WHERE "id" = ANY($2::uuid[]) AND "ticketId" = $1 ORDER BY "staffSeq"`, values: [ticketId, ids] });
    return rows.flatMap((row) => present(row, 'staff') ?? []);
  }

  /** Appends system lines in the transaction of the verb they tell of. @returns the ids of the entries */
  async append(tx: Tx, actor: Actor, ticketId: string, lines: readonly SystemLine[]): Promise<string[]> {
    const written = await this.writer.writeIn(tx, lines.map((line): NewMessage => systemMessage(actor, ticketId, line)));
    return written.flatMap((one) => ('message' in one ? [one.message.id] : []));
  }

  /** Where the talk went on, and what it continues: a line in each of the two, for both sides. */
  async tellOfLink(tx: Tx, actor: Actor, fromId: string, toId: string): Promise<void> {
    const tickets = await tx.ticket.findMany({ where: { id: { in: [fromId, toId] } }, select: { id: true, number: true } });
    const named = (id: string) => ({ id, to: `#${tickets.find((ticket) => ticket.id === id)?.number ?? ''}` });
    await this.append(tx, actor, toId, [{ code: 'ticket.linked', data: named(fromId) }]);
    await this.append(tx, actor, fromId, [{ code: 'ticket.continued', data: named(toId) }]);
  }

  /**
   * Appends what no person wrote, for both sides or for the staff alone. It answers nobody: who waits goes on waiting, and lists
   * go on showing what he wrote. @returns the entry; null where the talk takes none any more
   */
  async sayByItself(tx: Tx, actor: Actor, ticketId: string, text: string, internal = false): Promise<string | null> {
    const [before] = await tx.$queryRaw<{ preview: string | null; previewBy: string | null }[]>`SELECT "preview", "previewBy" FROM "Timeline" WHERE "ticketId" = ${ticketId}::uuid FOR UPDATE`;
    const [written] = await this.writer.writeIn(tx, [{ ticketId, senderId: null, clientMessageId: null, authorKind: 'bot', authorName: actor.name, kind: 'text', text, card: null, system: null, internal }]);
    if (before) await tx.timeline.update({ where: { ticketId }, data: before });
    return written && 'message' in written ? written.message.id : null;
  }

  /** The customer has read up to a place of the public stream. Going back changes nothing. */
  async readByCustomer(ticketId: string, seq: number): Promise<{ staffSeq: number; publicSeq: number }> {
    const { rows } = await this.db.pool.query<{ publicSeq: number; staffSeq: number | null }>({
      name: 'timeline-read-customer',
      text: `UPDATE "Timeline" t SET
               "customerReadSeq" = greatest("customerReadSeq", least($2::int, "publicHead")),
               "customerUnread" = (SELECT count(*) FROM "Message" m WHERE m."ticketId" = t."ticketId" AND m."staffSeq" > greatest(t."customerReadSeq", $2::int)
                 AND m."publicSeq" > greatest(t."customerReadSeq", $2::int) AND m."authorKind" IN ('agent', 'bot'))
             WHERE t."ticketId" = $1
             RETURNING "customerReadSeq" AS "publicSeq", (SELECT max(m."staffSeq") FROM "Message" m WHERE m."ticketId" = t."ticketId"
               AND m."publicSeq" <= t."customerReadSeq" AND m."staffSeq" BETWEEN t."customerReadSeq" AND t."customerReadSeq" + t."staffHead" - t."publicHead") AS "staffSeq"`,
      values: [ticketId, seq],
    });
    const [row] = rows;
    return { publicSeq: row?.publicSeq ?? 0, staffSeq: row?.staffSeq ?? 0 };
  }

  /**
   * A person of the staff has read up to a place of the staff stream. What others read beside the assignee leaves
   * the ticket as unread as it was. @returns the place in the public stream
   */
  async readByStaff(ticketId: string, accountId: string, seq: number): Promise<{ staffSeq: number; publicSeq: number }> {
    const { rows } = await this.db.pool.query<{ staffSeq: number; publicSeq: number | null }>({
      name: 'timeline-read-staff',
      text: `WITH mine AS (
               INSERT INTO "TimelineRead" ("ticketId", "accountId", "readSeq", "updatedAt")
               SELECT t."ticketId", $2::uuid, least($3::int, t."staffHead"), $4 FROM "Timeline" t WHERE t."ticketId" = $1
               ON CONFLICT ("ticketId", "accountId") DO UPDATE SET "readSeq" = greatest("TimelineRead"."readSeq", excluded."readSeq"),
                 "unreadFrom" = CASE WHEN "TimelineRead"."unreadFrom" > excluded."readSeq" THEN "TimelineRead"."unreadFrom" END, "updatedAt" = excluded."updatedAt"
               RETURNING "ticketId", "readSeq"
             ), seen AS (
               UPDATE "Timeline" t SET "staffUnread" = least(t."staffUnread",
                 (SELECT count(*) FROM "Message" m WHERE m."ticketId" = t."ticketId" AND m."staffSeq" > mine."readSeq" AND m."authorKind" = 'customer'))
               FROM mine JOIN "Ticket" k ON k."id" = mine."ticketId"
               WHERE t."ticketId" = mine."ticketId" AND coalesce(k."assigneeId", $2::uuid) = $2::uuid
             )
             SELECT mine."readSeq" AS "staffSeq", (SELECT m."publicSeq" FROM "Message" m WHERE m."ticketId" = mine."ticketId" AND m."staffSeq" <= mine."readSeq"
               AND m."publicSeq" IS NOT NULL ORDER BY m."staffSeq" DESC LIMIT 1) AS "publicSeq" FROM mine`,
      values: [ticketId, accountId, seq, this.clock.now()],
    });
    const [row] = rows;
    return { staffSeq: row?.staffSeq ?? 0, publicSeq: row?.publicSeq ?? 0 };
  }
}

const systemMessage = (actor: Actor, ticketId: string, line: SystemLine): NewMessage => ({
  ticketId,
  senderId: null,
  clientMessageId: null,
  authorKind: 'system',
  authorName: authorNameOf(actor),
  kind: 'system',
  text: null,
  card: null,
  system: { code: line.code, data: line.data },
  internal: !isPublicLine(line.code),
});
