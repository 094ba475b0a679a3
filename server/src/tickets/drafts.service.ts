import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Draft, DraftMode } from '#contracts/tickets.js';
import { type Actor, isStaff } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { ConversationAccess } from './conversation-access.service.js';

/** Unsent text of a person, per ticket and mode, so that it is there on the next device. */
@Injectable()
export class DraftsService {
  constructor(private readonly access: ConversationAccess, @Inject(Clock) private readonly clock: Clock) {}

  async keep(tx: Tx, actor: Actor, ticketId: string, mode: z.infer<typeof DraftMode>, text: string): Promise<z.infer<typeof Draft>> {
    const accountId = await this.owner(actor, ticketId);
    const updatedAt = this.clock.now();
    if (text === '') await tx.draft.deleteMany({ where: { ticketId, accountId, mode } });
    else {
      const key = { ticketId, accountId, mode };
      await tx.draft.upsert({ where: { ticketId_accountId_mode: key }, create: { ...key, text, updatedAt }, update: { text, updatedAt } });
    }
    return { mode, text, updatedAt: updatedAt.toISOString() };
  }

  async drop(tx: Tx, actor: Actor, ticketId: string, mode: z.infer<typeof DraftMode>): Promise<{ ok: true }> {
    const accountId = await this.owner(actor, ticketId);
    await tx.draft.deleteMany({ where: { ticketId, accountId, mode } });
    return { ok: true };
  }

  private async owner(actor: Actor, ticketId: string): Promise<string> {
    if (!isStaff(actor)) throw new Problem('permission/missing');
    await this.access.asStaff(actor, ticketId);
    return actor.id;
  }
}
