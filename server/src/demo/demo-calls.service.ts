import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CALLERS } from '#prisma/demo/calls.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { callerRowsOf } from './demo-call-rows.rules.js';
import { type DemoWorld, idAt } from './demo-world.js';

/** Who telephoned the demo shop. */
@Injectable()
export class DemoCallsService {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  async write(tx: Tx, world: DemoWorld): Promise<void> {
    const now = this.clock.now();
    for (const caller of [...CALLERS].sort((a, b) => (b.calls[0]?.minutesAgo ?? 0) - (a.calls[0]?.minutesAgo ?? 0))) {
      const createdAt = new Date(now.getTime() - (caller.calls[0]?.minutesAgo ?? 0) * 60_000);
      // Nobody holds the secret of this hash: who telephones has no browser.
      const visitor = await tx.visitor.create({ data: { id: idAt(createdAt), tokenHash: randomBytes(32), channelId: world.channelId, name: caller.name, locale: caller.locale, createdAt, lastSeenAt: createdAt } });
      const { ticket, timeline, messages, promise, callback, calls } = callerRowsOf(caller, world, visitor.id, now);
      await tx.ticket.create({ data: { ...ticket, timeline: { create: timeline } } });
      await tx.message.createMany({ data: messages });
      if (promise) await tx.answerPromise.create({ data: { ...promise, ticketId: ticket.id } });
      if (callback) await tx.callback.create({ data: callback });
      await tx.phoneCall.createMany({ data: calls });
    }
  }
}
