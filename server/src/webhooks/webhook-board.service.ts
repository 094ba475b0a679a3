import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { type WebhookDelivery, type WebhookDeliveryDetail, type WebhookDeliveryPage, type WebhookDeliveryQuery, WebhookFault, WebhookPart, type WebhookTry } from '#contracts/webhooks.js';
import type { WebhookTry as TryRow } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { decodeIdCursor, encodeIdCursor } from '../platform/id-cursor.rules.js';
import { Problem } from '../platform/problem.js';
import { WebhookQueueService } from './webhook-queue.service.js';
import { WebhookWorkService } from './webhook-work.service.js';
import { readableParts } from './webhooks.policy.js';
import { presentDelivery } from './webhooks.present.js';

const TRIES = 50;
const MOST_REDELIVERED = 10_000;
const Headers = (row: TryRow): Record<string, string> =>
  Object.fromEntries(Object.entries(typeof row.requestHeaders === 'object' && row.requestHeaders !== null ? row.requestHeaders : {}).map(([name, value]) => [name, String(value)]));

/** What an endpoint was sent, and what it said to that. */
@Injectable()
export class WebhookBoardService {
  constructor(
    private readonly db: Database,
    private readonly queue: WebhookQueueService,
    private readonly work: WebhookWorkService,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Newest first, by key. */
  async list(endpointId: string, { state, type, ticketId, cursor, limit }: WebhookDeliveryQuery): Promise<z.infer<typeof WebhookDeliveryPage>> {
    const endpoint = await this.db.prisma.webhookEndpoint.findUnique({ where: { id: endpointId }, select: { offReason: true } });
    if (!endpoint) throw new Problem('resource/not_found');
    const before = cursor === undefined ? {} : { id: { lt: decodeIdCursor(cursor) } };
    const where = { endpointId, ...(state ? { state } : {}), ...(type ? { type } : {}), ...(ticketId ? { ticketId } : {}), ...before };
    const rows = await this.db.prisma.webhookDelivery.findMany({ where, orderBy: { id: 'desc' }, take: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return { items: shown.map((row) => presentDelivery(row, endpoint.offReason === null)), nextCursor: last ? encodeIdCursor(last.id) : null };
  }

  /** What the reader may not read himself stands in no body that he is shown. */
  async one(actor: Actor, endpointId: string, id: string): Promise<WebhookDeliveryDetail> {
    const row = await this.db.prisma.webhookDelivery.findFirst({
      where: { id, endpointId },
      include: { endpoint: { select: { parts: true, offReason: true } }, tries: { orderBy: { id: 'desc' }, take: TRIES } },
    });
    if (!row) throw new Problem('resource/not_found');
    const { endpoint, tries } = row;
    const body = await this.work.body(row, readableParts(actor, WebhookPart.options.filter((part) => endpoint.parts.includes(part))));
    return { ...presentDelivery(row, endpoint.offReason === null), body, tries: tries.map(presentTry) };
  }

  /** @throws Problem webhook/off */
  async test(tx: Tx, actor: Actor, endpointId: string): Promise<WebhookDelivery> {
    await this.demandOn(tx, endpointId);
    const id = await this.queue.test(tx, endpointId);
    if (id === null) throw new Problem('webhook/off');
    await this.events.record(tx, actor, 'webhook.tested', endpointId, { webhookId: endpointId });
    return presentDelivery(await tx.webhookDelivery.findUniqueOrThrow({ where: { id } }), true);
  }

  /** Once more, with all its tries before it; under the same `webhook-id`. @throws Problem webhook/off */
  async redeliver(tx: Tx, actor: Actor, endpointId: string, id: string): Promise<WebhookDelivery> {
    await this.demandOn(tx, endpointId);
    const now = this.clock.now();
    // What is held by who sends it this moment (its time is ahead after a first try) only becomes due sooner where it rests.
    const [row] = await tx.webhookDelivery.updateManyAndReturn({ where: { id, endpointId, OR: [{ state: { not: 'due' } }, { fault: { not: null } }] }, data: { state: 'due', round: 0, dueAt: now, deliveredAt: null } });
    const found = row ?? (await tx.webhookDelivery.findFirst({ where: { id, endpointId } }));
    if (!found) throw new Problem('resource/not_found');
    await this.events.record(tx, actor, 'webhook.redelivered', endpointId, { webhookId: endpointId, count: 1 });
    return presentDelivery(found, true);
  }

  /** Everything that failed since then, the oldest first, at most so many at a time. */
  async redeliverFailed(tx: Tx, actor: Actor, endpointId: string, since: string): Promise<{ count: number }> {
    await this.demandOn(tx, endpointId);
    const count = await tx.$executeRaw`UPDATE "WebhookDelivery" SET "state" = 'due', "round" = 0, "dueAt" = ${this.clock.now()}::timestamptz
      WHERE "id" IN (SELECT "id" FROM "WebhookDelivery" WHERE "endpointId" = ${endpointId}::uuid AND "state" = 'failed' AND "createdAt" >= ${since}::timestamptz ORDER BY "id" LIMIT ${MOST_REDELIVERED})`;
    await this.events.record(tx, actor, 'webhook.redelivered', endpointId, { webhookId: endpointId, count });
    return { count };
  }

  private async demandOn(tx: Tx, id: string): Promise<void> {
    const [row] = await tx.$queryRaw<{ offReason: string | null }[]>`SELECT "offReason" FROM "WebhookEndpoint" WHERE "id" = ${id}::uuid FOR UPDATE`;
    if (!row) throw new Problem('resource/not_found');
    if (row.offReason !== null) throw new Problem('webhook/off');
  }
}

const presentTry = (row: TryRow): WebhookTry => ({
  id: row.id,
  at: row.at.toISOString(),
  milliseconds: row.milliseconds,
  status: row.status,
  fault: WebhookFault.nullable().parse(row.fault),
  requestHeaders: Headers(row),
  answer: row.answer,
});
