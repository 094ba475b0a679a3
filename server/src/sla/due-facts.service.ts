import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { TicketPriority, TicketState, TicketType } from '#contracts/tickets.js';
import type { Tx } from '../platform/db.js';
import { EVENTS } from '../events.js';
import type { TicketFacts } from './owed.rules.js';
import type { Move } from './pauses.rules.js';
import type { Matched } from './policy.rules.js';

export interface DueFacts extends TicketFacts, Matched {
  readonly id: string;
  readonly assigneeId: string | null;
  /** Nothing is owed on spam. */
  readonly spamAt: Date | null;
  readonly priority: TicketPriority;
  /** Since when the present state holds, where no move tells of it. */
  readonly stateSince: Date;
  readonly moves: readonly Move[];
}

// Text columns that a CHECK of the table holds to these words.
const Words = z.object({ state: TicketState, priority: TicketPriority, type: TicketType });
type Row = Omit<DueFacts, 'moves' | 'state' | 'priority' | 'type'> & Record<keyof z.infer<typeof Words>, string>;

/** What due times are told from: rows alone, never the order in which something was heard. */
@Injectable()
export class DueFactsService {
  /** Null for a ticket without a timeline. */
  async of(tx: Tx, ticketId: string): Promise<DueFacts | null> {
    const [row] = await tx.$queryRaw<Row[]>`
      SELECT k."id", k."state", k."priority", k."type", k."tags", k."teamId", k."channelId", k."assigneeId", k."solvedAt", k."closedAt", k."spamAt", k."importedAt",
        t."firstStaffAt", t."waitingSince",
        coalesce((SELECT m."createdAt" FROM "Message" m WHERE m."ticketId" = k."id" ORDER BY m."staffSeq" LIMIT 1), k."createdAt") AS "openedAt",
        (SELECT m."createdAt" FROM "Message" m WHERE m."ticketId" = k."id" AND m."authorKind" = 'customer' ORDER BY m."staffSeq" LIMIT 1) AS "firstCustomerAt",
        coalesce(k."solvedAt", k."closedAt", t."lastStaffAt", t."lastMessageAt") AS "stateSince"
      FROM "Ticket" k JOIN "Timeline" t ON t."ticketId" = k."id" WHERE k."id" = ${ticketId}::uuid`;
    if (!row) return null;
    const moves = await tx.event.findMany({ where: { subject: ticketId, name: 'ticket.state_changed' }, orderBy: { id: 'asc' }, select: { payload: true, createdAt: true } });
    const read = EVENTS['ticket.state_changed'];
    // What a merge moved counts while it stands, by the state itself; undone it has not been.
    const own = moves.map(({ payload, createdAt }) => ({ at: createdAt, ...read.parse(payload) })).filter(({ merge }) => !merge);
    return { ...row, ...Words.parse(row), moves: own.map(({ at, to }) => ({ at, to })) };
  }

  /** Our first public word to the customer after a wait began; of one that came with a merged ticket, after it came. */
  async answeredAfter(tx: Tx, ticketId: string, startedAt: Date): Promise<Date | null> {
    const brought = await tx.ticketMerge.findFirst({ where: { targetId: ticketId, before: { path: ['waitingSince'], equals: startedAt.toISOString() } }, orderBy: { mergedAt: 'desc' }, select: { mergedAt: true } });
    const word = await tx.message.findFirst({
      where: { ticketId, authorKind: 'agent', internal: false, publicSeq: { not: null }, recalledAt: null, createdAt: { gte: brought?.mergedAt ?? startedAt } },
      orderBy: { staffSeq: 'asc' },
      select: { createdAt: true },
    });
    return word?.createdAt ?? null;
  }
}
