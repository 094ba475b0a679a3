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
    const actor = await writer(tx, actorId);
    const others = accountIds.filter((id) => id !== actorId);
    if (!(await this.followers.joinMentioned(tx, actor, ticketId, messageId, others))) return;
    for (const accountId of others) await this.notices.put(tx, actor, { accountId, ticketId, kind: 'mentioned', messageId });
  }

  /** A note that was recalled points nobody to it any more. */
  @On('message.recalled')
  async takeBack(tx: Tx, { actorId, payload: { ticketId, messageId } }: Happened<'message.recalled'>): Promise<void> {
    await this.followers.leaveRecalled(tx, await writer(tx, actorId), ticketId, messageId);
    await this.notices.takeBack(tx, ticketId, messageId);
  }
}

async function writer(tx: Tx, actorId: string | null): Promise<Actor> {
  const account = actorId === null ? null : await tx.account.findUnique({ where: { id: actorId }, select: { id: true, name: true } });
  return account ? { ...SYSTEM, kind: 'agent', ...account } : SYSTEM;
}
