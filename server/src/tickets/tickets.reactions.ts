import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { type Happened, On } from '../platform/events/on.decorator.js';
import { TicketAssignmentService } from './ticket-assignment.service.js';
import { TicketSnoozeService } from './ticket-snooze.service.js';
import { TimelineService } from './timeline.service.js';

/** What happens to tickets when we learn who their customer is, or that one must go. */
@Injectable()
export class TicketsReactions {
  constructor(private readonly timelines: TimelineService, private readonly assignments: TicketAssignmentService, private readonly snoozes: TicketSnoozeService) {}

  /** The talks of a browser that is proven now are that customer's, on every device. */
  @On('customer.identified')
  async giveToCustomer(tx: Tx, { payload: { customerId, visitorId } }: Happened<'customer.identified'>): Promise<void> {
    // A customer whom no shop named is known by a code alone: he is this one, or he would have come as somebody new.
    const unnamed = { OR: [{ customerId: null }, { customer: { identities: { none: { kind: 'shop' } } } }] };
    await tx.ticket.updateMany({ where: { visitorId, ...unnamed }, data: { customerId, version: { increment: 1 } } });
  }

  @On('address.confirmed')
  async giveToProven(tx: Tx, { payload: { customerId, visitorId } }: Happened<'address.confirmed'>): Promise<void> {
    await tx.ticket.updateMany({ where: { visitorId, customerId: null }, data: { customerId, version: { increment: 1 } } });
  }

  /** Nobody attended, and the customer has spoken. */
  @On('timeline.woken')
  async attendToWord(tx: Tx, { payload: { ticketId } }: Happened<'timeline.woken'>): Promise<void> {
    await this.snoozes.heard(tx, SYSTEM, ticketId);
  }

  @On('account.deactivated')
  async freeTicketsOfTheDeactivated(tx: Tx, { payload: { accountId } }: Happened<'account.deactivated'>): Promise<void> {
    await this.assignments.freeAllOf(tx, SYSTEM, accountId);
  }

  @On('visitor.blocked')
  async noteBlock(tx: Tx, { payload: { visitorId }, actorId }: Happened<'visitor.blocked'>): Promise<void> {
    const by = actorId ? await tx.account.findUnique({ where: { id: actorId }, select: { name: true } }) : null;
    const tickets = await tx.ticket.findMany({ where: { visitorId, state: { not: 'closed' } }, select: { id: true }, orderBy: { id: 'asc' } });
    for (const { id } of tickets) await this.timelines.append(tx, SYSTEM, id, [{ code: 'visitor.blocked', data: { byName: by?.name ?? '' } }]);
  }
}
