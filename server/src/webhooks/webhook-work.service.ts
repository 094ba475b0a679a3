import { Inject, Injectable } from '@nestjs/common';
import { WebhookPart } from '#contracts/webhooks.js';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Log } from '../platform/log.js';
import { unseal } from '../platform/sealed.js';
import { ENV } from '../platform/tokens.js';
import { type Called, WebhookCall } from './webhook-call.js';
import { bodyOf, Kept } from './webhook-payload.rules.js';
import { lastStraw, outcomeOf } from './webhook-retry.rules.js';
import { headersOf } from './webhook-signature.js';
import { WebhookWordsService } from './webhook-words.service.js';

/** Who took a delivery may hold it this long; after a crash it is sent by somebody else. */
const HELD_MS = 60_000;
const AT_ONCE = 4;

export interface Taken {
  readonly id: string;
  readonly endpointId: string;
  readonly type: string;
  readonly sequence: number;
  readonly ticketId: string | null;
  readonly messageId: string | null;
  readonly data: unknown;
  readonly happenedAt: Date;
  readonly round: number;
}
export interface Lane {
  readonly id: string;
  /** So many go to one endpoint at once from one process; one that does not answer gets one at a time. */
  readonly width: number;
}
export interface Tally {
  readonly called: Called;
  readonly headers: Record<string, string>;
  readonly at: Date;
}

/** Takes what is due, sends it, and writes down what came of it. */
@Injectable()
export class WebhookWorkService {
  constructor(
    private readonly db: Database,
    private readonly call: WebhookCall,
    private readonly words: WebhookWordsService,
    private readonly events: Events,
    private readonly log: Log,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Endpoints for which something is due now. */
  async lanes(): Promise<Lane[]> {
    const { rows } = await this.db.pool.query<{ id: string; failures: number }>({
      name: 'webhook-lanes',
      text: `SELECT e."id", e."failures" FROM "WebhookEndpoint" e WHERE e."offReason" IS NULL AND (e."restUntil" IS NULL OR e."restUntil" <= $1)
             AND EXISTS (SELECT 1 FROM "WebhookDelivery" d WHERE d."endpointId" = e."id" AND d."state" = 'due' AND d."dueAt" <= $1)`,
      values: [this.clock.now()],
    });
    return rows.map(({ id, failures }) => ({ id, width: failures > 0 ? 1 : AT_ONCE }));
  }

  /** The one that is due longest; another process takes another. */
  async take(endpointId: string): Promise<Taken | null> {
    const now = this.clock.now();
    const { rows } = await this.db.pool.query<Taken>({
      name: 'webhook-take',
      text: `UPDATE "WebhookDelivery" SET "attempts" = "attempts" + 1, "round" = "round" + 1, "dueAt" = $3
             WHERE "id" = (SELECT d."id" FROM "WebhookDelivery" d JOIN "WebhookEndpoint" e ON e."id" = d."endpointId" AND e."offReason" IS NULL AND (e."restUntil" IS NULL OR e."restUntil" <= $2)
               WHERE d."endpointId" = $1 AND d."state" = 'due' AND d."dueAt" <= $2 ORDER BY d."dueAt", d."sequence" LIMIT 1 FOR UPDATE OF d SKIP LOCKED)
             RETURNING "id", "endpointId", "type", "sequence", "ticketId", "messageId", "data", "happenedAt", "round"`,
      values: [endpointId, now, new Date(now.getTime() + HELD_MS)],
    });
    return rows[0] ?? null;
  }

  /** One try. Nothing is open while it lasts. @throws when `ending` cut it short */
  async send(taken: Taken, ending: AbortSignal): Promise<Tally | null> {
    const endpoint = await this.db.prisma.webhookEndpoint.findUnique({ where: { id: taken.endpointId } });
    if (!endpoint) return null;
    const at = this.clock.now();
    const previous = endpoint.previousUntil !== null && endpoint.previousUntil > at ? endpoint.previousSecret : null;
    const secrets = [endpoint.secret, previous].flatMap((sealed) => (sealed ? (unseal(this.env.secretKey, endpoint.id, sealed) ?? []) : []));
    // Sealed with another key: SECRET_KEY was changed. A new secret mends it; unsigned is never sent.
    if (secrets.length === 0) return { at, headers: {}, called: { status: null, fault: 'secret_lost', restMs: 0, answer: '', milliseconds: 0 } };
    const body = await this.body(taken, WebhookPart.options.filter((part) => endpoint.parts.includes(part)));
    const headers = headersOf(secrets, taken.id, at, body);
    return { at, headers, called: await this.call.post(endpoint.url, headers, body, ending) };
  }

  async body(told: Omit<Taken, 'id' | 'endpointId' | 'round'>, parts: readonly WebhookPart[]): Promise<string> {
    return bodyOf({ ...told, data: Kept.parse(told.data) }, await this.words.of(told), parts);
  }

  async finish(tx: Tx, { id, endpointId, round }: Taken, { called, headers, at }: Tally): Promise<void> {
    const now = this.clock.now();
    const { status, fault, answer, milliseconds, restMs } = called;
    // First the endpoint, then its rows: the order in which whoever puts new ones locks them.
    const isOff = await this.weigh(tx, endpointId, called, now);
    const outcome = isOff ? { state: 'failed' as const } : outcomeOf(called, round, now, Math.random());
    if (fault !== null) this.log.warn({ delivery: id, webhook: endpointId, status, fault, state: outcome.state }, 'a webhook was not taken');
    const { count } = await tx.webhookDelivery.updateMany({
      where: { id, state: 'due' },
      data: { ...outcome, status, fault, ...(outcome.state === 'delivered' ? { deliveredAt: now } : {}) },
    });
    if (isOff) await tx.webhookDelivery.updateMany({ where: { endpointId, state: 'due' }, data: { state: 'failed', fault: 'off' } });
    // Switched off or removed meanwhile; what was said is still worth knowing.
    if (count === 0 && (await tx.webhookDelivery.count({ where: { id } })) === 0) return;
    await tx.webhookTry.create({ data: { id: newId(), deliveryId: id, at, milliseconds, status, fault, requestHeaders: headers, answer } });
    if (restMs > 0 && fault !== null) await tx.webhookEndpoint.updateMany({ where: { id: endpointId }, data: { restUntil: new Date(now.getTime() + restMs) } });
  }

  /** What this process could not end goes on at once elsewhere, as if it had not been begun. */
  async giveBack(id: string): Promise<void> {
    await this.db.pool.query(`UPDATE "WebhookDelivery" SET "dueAt" = $2, "attempts" = "attempts" - 1, "round" = "round" - 1 WHERE "id" = $1 AND "state" = 'due'`, [id, this.clock.now()]);
  }

  /** How the endpoint is: well again, worse, or off from here on. @returns whether it was switched off */
  private async weigh(tx: Tx, id: string, called: Called, now: Date): Promise<boolean> {
    if (called.fault === null) {
      await tx.webhookEndpoint.updateMany({ where: { id, failures: { gt: 0 } }, data: { failures: 0, failingSince: null, restUntil: null } });
      return false;
    }
    const [endpoint] = await tx.$queryRaw<{ failures: number; failingSince: Date | null }[]>`
      UPDATE "WebhookEndpoint" SET "failures" = "failures" + 1, "failingSince" = coalesce("failingSince", ${now}::timestamptz)
      WHERE "id" = ${id}::uuid AND "offReason" IS NULL RETURNING "failures", "failingSince"`;
    const reason = endpoint ? lastStraw(called, endpoint, now) : null;
    if (reason === null) return false;
    await tx.webhookEndpoint.update({ where: { id }, data: { offReason: reason, offAt: now } });
    await this.events.record(tx, SYSTEM, 'webhook.disabled', id, { webhookId: id, reason });
    return true;
  }
}
