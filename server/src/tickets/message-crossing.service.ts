import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';

const MOST_NAMED = 20;

/** Whether somebody has spoken publicly since a person looked: asked under the lock of whoever writes, so that nothing slips in between. */
@Injectable()
export class MessageCrossing {
  /** @throws Problem message/crossed with the newer messages */
  async demandSeen(tx: Tx, actor: StaffActor, ticketId: string, seenSeq: number): Promise<void> {
    await this.lock(tx, ticketId);
    const newer = await tx.message.findMany({
      where: { ...since(ticketId, seenSeq), authorKind: { in: ['customer', 'agent'] }, NOT: { senderId: actor.id } },
      orderBy: { staffSeq: 'asc' },
      take: MOST_NAMED,
      select: { id: true, staffSeq: true },
    });
    if (newer.length > 0) throw new Problem('message/crossed', { messageIds: newer.map(({ id }) => id), seq: newer.at(-1)?.staffSeq ?? seenSeq });
  }

  /** Whether the customer has spoken since. Takes the lock of whoever writes. */
  async customerSpoke(tx: Tx, ticketId: string, seenSeq: number): Promise<boolean> {
    await this.lock(tx, ticketId);
    return (await tx.message.findFirst({ where: { ...since(ticketId, seenSeq), authorKind: 'customer' }, select: { id: true } })) !== null;
  }

  private async lock(tx: Tx, ticketId: string): Promise<void> {
    // In a statement of its own: what committed while we waited must show in the next.
    await tx.$queryRaw`SELECT 1 FROM "Timeline" WHERE "ticketId" = ${ticketId}::uuid FOR UPDATE`;
  }
}

const since = (ticketId: string, seenSeq: number) => ({ ticketId, staffSeq: { gt: seenSeq }, publicSeq: { not: null }, recalledAt: null });
