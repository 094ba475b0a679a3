import { Injectable } from '@nestjs/common';
import { type Actor, SYSTEM } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { type Happened, On } from '../platform/events/on.decorator.js';
import { FollowersService } from './followers.service.js';
import { NoticesService } from './notices.service.js';

@Injectable()
export class FollowersReactions {
  constructor(private readonly followers: FollowersService, private readonly notices: NoticesService) {}

  /** Whoever is mentioned is pointed to the note and follows from then on; who mentions himself knows it. */
  @On('note.mentioned')
  async pointTo(tx: Tx, { actorId, payload: { ticketId, messageId, accountIds } }: Happened<'note.mentioned'>): Promise<void> {
    const writer = actorId === null ? null : await tx.account.findUnique({ where: { id: actorId }, select: { id: true, name: true } });
    const actor: Actor = writer ? { ...SYSTEM, kind: 'agent', ...writer } : SYSTEM;
    const others = accountIds.filter((id) => id !== actorId);
    await this.followers.joinMentioned(tx, actor, ticketId, others);
    for (const accountId of others) await this.notices.put(tx, actor, { accountId, ticketId, kind: 'mentioned', messageId });
  }
}
