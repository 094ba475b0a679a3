import { Injectable } from '@nestjs/common';
import { CustomFieldsService } from '../custom-fields/custom-fields.service.js';
import { SYSTEM } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { factsOf, type TicketFacts } from './undo.rules.js';

const FACTS = { state: true, priority: true, type: true, tags: true, assigneeId: true, teamId: true, subStateId: true, spamAt: true } as const;

/** What stands on a ticket, as far as a change can replace it. */
@Injectable()
export class BulkFactsService {
  constructor(private readonly fields: CustomFieldsService) {}

  /** @param keys fields that count; others are not looked at */
  async of(tx: Tx, ticketId: string, keys: readonly string[]): Promise<TicketFacts | null> {
    const ticket = await tx.ticket.findUnique({ where: { id: ticketId }, select: FACTS });
    return ticket && factsOf(ticket, keys.length === 0 ? {} : await this.valuesOf(tx, ticketId, keys));
  }

  // Kept for the undo and shown to nobody.
  private async valuesOf(tx: Tx, ticketId: string, keys: readonly string[]): Promise<TicketFacts['fields']> {
    const known = (await this.fields.readable(tx, SYSTEM)).filter(({ key }) => keys.includes(key));
    const values = new Map(Object.entries((await this.fields.valuesOf(tx, SYSTEM, [ticketId], known)).get(ticketId) ?? {}));
    return Object.fromEntries(known.map(({ key }) => [key, values.get(key) ?? null]));
  }
}
