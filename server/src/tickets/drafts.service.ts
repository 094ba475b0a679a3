import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Draft, DraftMode } from '#contracts/tickets.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { ConversationAccess } from './conversation-access.service.js';

/** Unsent text of a person, per ticket and mode, so that it is there on the next device. */
@Injectable()
export class DraftsService {
  constructor(private readonly access: ConversationAccess, @Inject(Clock) private readonly clock: Clock) {}

  async keep(tx: Tx, actor: Actor, ticketId: string, mode: z.infer<typeof DraftMode>, text: string): Promise<z.infer<typeof Draft>> {
    const { id: accountId } = await this.access.asStaffIn(tx, actor, ticketId);
    const updatedAt = this.clock.now();
    if (text === '') await tx.draft.deleteMany({ where: { ticketId, accountId, mode } });
    else {
      const key = { ticketId, accountId, mode };
      await tx.draft.upsert({ where: { ticketId_accountId_mode: key }, create: { ...key, text, updatedAt }, update: { text, updatedAt } });
    }
    return { mode, text, updatedAt: updatedAt.toISOString() };
  }

  /** Puts words back before what stands there by now: an answer that did not leave. */
  async giveBack(tx: Tx, { ticketId, accountId, text }: { readonly ticketId: string; readonly accountId: string; readonly text: string }): Promise<void> {
    const [key, updatedAt] = [{ ticketId, accountId, mode: 'reply' }, this.clock.now()];
    const before = await tx.draft.findUnique({ where: { ticketId_accountId_mode: key } });
    const joined = before === null ? text : `${text}\n\n${before.text}`;
    await tx.draft.upsert({ where: { ticketId_accountId_mode: key }, create: { ...key, text: joined, updatedAt }, update: { text: joined, updatedAt } });
  }

  async drop(tx: Tx, actor: Actor, ticketId: string, mode: z.infer<typeof DraftMode>): Promise<{ ok: true }> {
    const { id: accountId } = await this.access.asStaffIn(tx, actor, ticketId);
    await tx.draft.deleteMany({ where: { ticketId, accountId, mode } });
    return { ok: true };
  }
}
