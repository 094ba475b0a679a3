import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { PROMISES } from '#prisma/demo/promises.js';
import { SHOP } from '#prisma/demo/shop.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { leftAt, promiseRowsOf } from './demo-promise-rows.rules.js';
import { type DemoWorld, idAt } from './demo-world.js';

/** What visitors of the demo shop left when nobody was there, and what became of it. */
@Injectable()
export class DemoPromisesService {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  async write(tx: Tx, world: DemoWorld): Promise<void> {
    const now = this.clock.now();
    const ordered = [...PROMISES].sort((a, b) => b.minutesAgo - a.minutesAgo);
    for (const promise of ordered) {
      const { name, email, locale, zone, browser } = promise.by;
      const at = leftAt(promise, now);
      const visitor = await tx.visitor.create({
        // Nobody holds the secret of this hash: these browsers never come back.
        data: {
          id: idAt(at), tokenHash: randomBytes(32), channelId: world.channelId, name, email: email ?? null, locale, zone, userAgent: browser, createdAt: at, lastSeenAt: at,
          pageUrl: `https://shop.${SHOP.domain}${promise.page[0]}`, pageTitle: promise.page[1],
        },
      });
      const { ticket, timeline, messages, promise: row, complaint, callback, attempts } = promiseRowsOf(promise, world, { visitorId: visitor.id, customerId: null, name: name ?? '' }, now);
      await tx.ticket.create({ data: { ...ticket, timeline: { create: timeline }, ...(complaint ? { complaint: { create: complaint } } : {}) } });
      await tx.message.createMany({ data: messages });
      await tx.answerPromise.create({ data: { ...row, ticketId: ticket.id } });
      if (!callback) continue;
      await tx.callback.create({ data: { ...callback, promiseId: row.id } });
      await tx.phoneCall.createMany({ data: attempts.map((attempt) => ({ ...attempt, promiseId: row.id })) });
    }
  }
}
