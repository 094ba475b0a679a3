import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/db.js';
import { type Happened, On } from '../platform/events/on.decorator.js';
import { GivingBack } from './giving-back.service.js';

/** What was done and is at work again. */
@Injectable()
export class TicketRoutingReactions {
  constructor(private readonly giving: GivingBack) {}

  @On('ticket.state_changed')
  async lookForWhoeverGoesOn(tx: Tx, { actorKind, actorId, payload: { ticketId, from, to, merge } }: Happened<'ticket.state_changed'>): Promise<void> {
    if (to === 'open' && (from === 'solved' || from === 'closed') && merge !== true) await this.giving.reopened(tx, ticketId, actorKind === 'agent' ? actorId : null);
  }
}
