import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Done } from '#contracts/common.js';
import { reachWhere } from '../accounts/reach.policy.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';

/**
 * Shutting an abuser out. A proven customer is blocked on every browser, and so by no new one either; of somebody
 * unknown we can only block the browser.
 */
@Injectable()
export class VisitorBlocks {
  constructor(private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  /** @throws Problem `resource/not_found` also for visitors whose tickets the caller may not see */
  async block(tx: Tx, actor: Actor, id: string): Promise<z.infer<typeof Done>> {
    for (const visitorId of await this.browsersOf(tx, actor, id)) {
      const { count } = await tx.visitor.updateMany({ where: { id: visitorId, blockedAt: null }, data: { blockedAt: this.clock.now(), blockedBy: actor.id } });
      if (count > 0) await this.events.record(tx, actor, 'visitor.blocked', visitorId, { visitorId });
    }
    return { ok: true };
  }

  async unblock(tx: Tx, actor: Actor, id: string): Promise<z.infer<typeof Done>> {
    for (const visitorId of await this.browsersOf(tx, actor, id)) {
      const { count } = await tx.visitor.updateMany({ where: { id: visitorId, blockedAt: { not: null } }, data: { blockedAt: null, blockedBy: null } });
      if (count > 0) await this.events.record(tx, actor, 'visitor.unblocked', visitorId, { visitorId });
    }
    return { ok: true };
  }

  // In id order, so that two who block two browsers of one person never wait for each other in a circle.
  private async browsersOf(tx: Tx, actor: Actor, id: string): Promise<readonly string[]> {
    const visitor = await tx.visitor.findFirst({ where: { id, ...(actor.permissions.has('ticket.read_all') ? {} : { tickets: { some: reachWhere(actor) } }) }, select: { customerId: true } });
    if (!visitor) throw new Problem('resource/not_found');
    if (visitor.customerId === null) return [id];
    const all = await tx.visitor.findMany({ where: { customerId: visitor.customerId }, select: { id: true }, orderBy: { id: 'asc' } });
    return all.map((row) => row.id);
  }
}
