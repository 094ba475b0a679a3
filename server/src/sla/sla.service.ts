import { Injectable } from '@nestjs/common';
import type { TicketDueTimes } from '#contracts/sla.js';
import type { Actor } from '../platform/actor.js';
import { isStaff } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { readDue } from './due.record.js';
import { presentDue } from './sla.present.js';

/** Reads: when things are due on a ticket, and why then. */
@Injectable()
export class SlaService {
  constructor(private readonly db: Database, private readonly access: ConversationAccess) {}

  /** @throws Problem conversation/not_found when it is missing or not for this person to see */
  async ofTicket(actor: Actor, ticketId: string): Promise<TicketDueTimes> {
    if (!isStaff(actor)) throw new Problem('permission/missing');
    await this.access.asStaff(actor, ticketId);
    const rows = await this.db.prisma.ticketDue.findMany({ where: { ticketId }, orderBy: [{ metAt: { sort: 'asc', nulls: 'first' } }, { dueAt: { sort: 'asc', nulls: 'last' } }, { kind: 'asc' }] });
    return { items: rows.map((row) => presentDue(readDue(row))) };
  }
}
