import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DemoWebhook } from '#prisma/demo/demo.types.js';
import { WEBHOOKS } from '#prisma/demo/webhooks.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import { newId } from '../platform/ids.js';
import { seal } from '../platform/sealed.js';
import { ENV } from '../platform/tokens.js';
import { WebhookQueueService } from '../webhooks/webhook-queue.service.js';

const HOUR_MS = 3_600_000;
const AFTER_TRY_MS = 5_200;

/** Endpoints of the demo shop with the log of what they once took. Nothing is sent: they are all off. */
@Injectable()
export class DemoWebhooksService {
  constructor(private readonly queue: WebhookQueueService, @Inject(Clock) private readonly clock: Clock, @Inject(ENV) private readonly env: Env) {}

  async write(tx: Tx): Promise<void> {
    const tickets = await tx.ticket.findMany({ orderBy: { number: 'desc' }, take: 8, select: { id: true } });
    for (const webhook of WEBHOOKS) {
      const id = newId();
      const { url, description, types, parts, off, madeHoursAgo, sent } = webhook;
      await tx.webhookEndpoint.create({
        data: {
          id, url, description, types: [...types], parts: [...parts], secret: seal(this.env.secretKey, id, `whsec_${randomBytes(32).toString('base64')}`),
          offReason: off.reason, offAt: this.ago(off.hoursAgo), lastSequence: sent.length, createdAt: this.ago(madeHoursAgo),
        },
      });
      for (const [place, one] of sent.entries()) await this.writeOne(tx, id, place + 1, one, tickets[place % tickets.length]?.id ?? null);
    }
  }

  private async writeOne(tx: Tx, endpointId: string, sequence: number, { type, hoursAgo, tries, failed }: DemoWebhook['sent'][number], ticketId: string | null): Promise<void> {
    const [id, at, last] = [newId(), this.ago(hoursAgo), tries.at(-1)];
    const about = type === 'webhook.test' ? null : ticketId;
    const ticket = about && (await this.queue.ticketFacts(tx, about));
    await tx.webhookDelivery.create({
      data: {
        id, endpointId, sequence, type, source: `demo:${id}`, ticketId: about, data: ticket ? { ticket } : { webhookId: endpointId }, happenedAt: at, createdAt: at, dueAt: at,
        state: failed ? 'failed' : 'delivered', fault: failed ?? null, status: last?.status ?? null, attempts: tries.length, round: tries.length, deliveredAt: failed ? null : at,
        tries: {
          create: tries.map(({ status, fault, milliseconds, answer }, nth) => {
            const triedAt = new Date(at.getTime() + nth * AFTER_TRY_MS);
            const refused = fault ?? (status !== null && status >= 300 ? 'status' : null);
            return { id: newId(), at: triedAt, status, fault: refused, milliseconds, answer, requestHeaders: { 'webhook-id': id, 'webhook-timestamp': String(Math.floor(triedAt.getTime() / 1000)) } };
          }),
        },
      },
    });
  }

  private ago(hours: number): Date {
    return new Date(this.clock.now().getTime() - hours * HOUR_MS);
  }
}
