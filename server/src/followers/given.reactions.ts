import { Injectable } from '@nestjs/common';
import { type Actor, SYSTEM } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { type Happened, On } from '../platform/events/on.decorator.js';
import { GivenNotices } from './given-notices.service.js';

@Injectable()
export class GivenReactions {
  constructor(private readonly given: GivenNotices) {}

  @On('ticket.assigned')
  async pointToTicket(tx: Tx, happened: Happened<'ticket.assigned'>): Promise<void> {
    const { ticketId, assigneeId, previousId } = happened.payload;
    if (assigneeId !== previousId) await this.given.given(tx, doerOf(happened), ticketId, assigneeId, deedOf(happened));
  }

  @On('ticket.given')
  async pointToNew(tx: Tx, happened: Happened<'ticket.given'>): Promise<void> {
    await this.given.given(tx, doerOf(happened), happened.payload.ticketId, happened.payload.assigneeId, deedOf(happened));
  }

  @On('callback.handed')
  async pointToCallback(tx: Tx, happened: Happened<'callback.handed'>): Promise<void> {
    const { ticketId, promiseId, ownerId } = happened.payload;
    await this.given.handed(tx, doerOf(happened), ticketId, promiseId, ownerId, deedOf(happened));
  }
}

/** Only who it was matters here: nothing is asked of his rights. */
const doerOf = ({ actorKind, actorId }: Happened): Actor => ({ ...SYSTEM, kind: actorKind === 'agent' ? 'agent' : actorKind === 'rule' ? 'rule' : 'system', id: actorId });

function deedOf({ id, createdAt, actorKind }: Happened): { eventId: string; at: Date; because?: 'rule' | 'routing' } {
  const because = actorKind === 'rule' ? 'rule' : actorKind === 'agent' ? undefined : 'routing';
  return { eventId: id, at: createdAt, ...(because ? { because } : {}) };
}
