import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/db.js';
import { type Happened, On } from '../platform/events/on.decorator.js';
import { SearchIndexService } from './search-index.service.js';

/** What changes of what is known of tickets. Their talks are followed by a sweep. */
@Injectable()
export class SearchReactions {
  constructor(private readonly index: SearchIndexService) {}

  @On('ticket.facts_changed')
  async knowAnew(tx: Tx, { payload: { ticketId } }: Happened<'ticket.facts_changed'>): Promise<void> {
    await this.index.know(tx, [ticketId]);
  }

  @On('customer.identified')
  async knowTheCustomer(tx: Tx, { payload: { customerId } }: Happened<'customer.identified'>): Promise<void> {
    await this.knowAllOf(tx, customerId);
  }

  @On('address.confirmed')
  async knowTheAddress(tx: Tx, { payload: { customerId } }: Happened<'address.confirmed'>): Promise<void> {
    await this.knowAllOf(tx, customerId);
  }

  @On('promise.made')
  async knowTheNumber(tx: Tx, { payload: { ticketId } }: Happened<'promise.made'>): Promise<void> {
    await this.index.know(tx, [ticketId]);
  }

  @On('call.recorded')
  async knowTheCaller(tx: Tx, { payload: { ticketId } }: Happened<'call.recorded'>): Promise<void> {
    await this.index.know(tx, [ticketId]);
  }

  @On('message.recalled')
  async forget(tx: Tx, { payload: { messageId } }: Happened<'message.recalled'>): Promise<void> {
    await this.index.forget(tx, messageId);
  }

  private async knowAllOf(tx: Tx, customerId: string): Promise<void> {
    const tickets = await tx.ticket.findMany({ where: { customerId }, select: { id: true }, orderBy: { id: 'desc' }, take: 200 });
    await this.index.know(tx, tickets.map(({ id }) => id));
  }
}
