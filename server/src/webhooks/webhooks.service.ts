import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Webhook, WebhookChange, WebhookDraft, WebhookMade, Webhooks } from '#contracts/webhooks.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { seal } from '../platform/sealed.js';
import { ENV } from '../platform/tokens.js';
import { endpointUrl } from './webhook-address.rules.js';
import { wordOf } from './webhook-signature.js';
import { demandParts } from './webhooks.policy.js';
import { type Counts, presentWebhook } from './webhooks.present.js';

export const MOST_WEBHOOKS = 50;
const SECRET_BYTES = 32;
const HOUR_MS = 3_600_000;
const PLAIN = { secret: true, previousSecret: true } as const;

/** Endpoints elsewhere: made and looked after. */
@Injectable()
export class WebhooksService {
  constructor(private readonly db: Database, private readonly events: Events, @Inject(Clock) private readonly clock: Clock, @Inject(ENV) private readonly env: Env) {}

  async list(): Promise<z.infer<typeof Webhooks>> {
    const [rows, counts] = await Promise.all([this.db.prisma.webhookEndpoint.findMany({ omit: PLAIN, orderBy: { id: 'asc' } }), this.counts()]);
    return { items: rows.map((row) => presentWebhook(row, this.clock.now(), counts.get(row.id))) };
  }

  /** @throws Problem webhook/too_many, webhook/address_refused, permission/missing for what the caller may not read himself */
  async make(tx: Tx, actor: Actor, { url, ...draft }: WebhookDraft): Promise<WebhookMade> {
    demandParts(actor, draft.parts);
    if ((await tx.webhookEndpoint.count()) >= MOST_WEBHOOKS) throw new Problem('webhook/too_many', { most: MOST_WEBHOOKS });
    const [id, secret] = [newId(), newWord()];
    const row = await tx.webhookEndpoint.create({
      data: { id, url: this.address(url), ...once(draft), secret: seal(this.env.secretKey, id, secret), createdAt: this.clock.now() },
      omit: PLAIN,
    });
    await this.events.record(tx, actor, 'webhook.made', id, { webhookId: id });
    return { webhook: presentWebhook(row, this.clock.now()), secret };
  }

  /**
   * Switched off, what waits is given up and can be sent again by hand; switched on, it begins anew.
   * @param version the one the caller read
   * @throws Problem request/stale, webhook/address_refused, permission/missing as `make`
   */
  async change(tx: Tx, actor: Actor, id: string, { url, on, ...draft }: WebhookChange, version: number): Promise<Webhook> {
    const before = await this.hold(tx, id);
    const wasOn = before.offReason === null;
    // Another address, or one that gets something again, is given all of it anew.
    demandParts(actor, (on && !wasOn) || this.address(url) !== before.url ? draft.parts : draft.parts.filter((part) => !before.parts.includes(part)));
    const turned = on === wasOn ? {} : on ? { offReason: null, offAt: null, failures: 0, failingSince: null, restUntil: null } : { offReason: 'off', offAt: this.clock.now() };
    const { count } = await tx.webhookEndpoint.updateMany({ where: { id, version }, data: { url: this.address(url), ...once(draft), ...turned, version: { increment: 1 } } });
    if (count === 0) throw new Problem('request/stale');
    if (!on) await tx.webhookDelivery.updateMany({ where: { endpointId: id, state: 'due' }, data: { state: 'failed', fault: 'off' } });
    await this.events.record(tx, actor, 'webhook.changed', id, { webhookId: id });
    return presentWebhook(await this.hold(tx, id), this.clock.now(), (await this.counts(id)).get(id));
  }

  async remove(tx: Tx, actor: Actor, id: string): Promise<{ ok: true }> {
    await this.hold(tx, id);
    await tx.webhookEndpoint.delete({ where: { id } });
    await this.events.record(tx, actor, 'webhook.removed', id, { webhookId: id });
    return { ok: true };
  }

  /** A new secret. The one before goes on to sign beside it for as long as is wished, so that the other side can change at leisure. */
  async rotate(tx: Tx, actor: Actor, id: string, keepHours: number): Promise<WebhookMade> {
    await this.hold(tx, id);
    const { secret: sealed } = await tx.webhookEndpoint.findUniqueOrThrow({ where: { id }, select: { secret: true } });
    const secret = newWord();
    const now = this.clock.now();
    const kept = keepHours > 0 ? { previousSecret: sealed, previousUntil: new Date(now.getTime() + keepHours * HOUR_MS) } : { previousSecret: null, previousUntil: null };
    const row = await tx.webhookEndpoint.update({ where: { id }, data: { secret: seal(this.env.secretKey, id, secret), ...kept, version: { increment: 1 } }, omit: PLAIN });
    await this.events.record(tx, actor, 'webhook.secret_changed', id, { webhookId: id });
    return { webhook: presentWebhook(row, now, (await this.counts(id)).get(id)), secret };
  }

  private async hold(tx: Tx, id: string) {
    await tx.$queryRaw`SELECT 1 FROM "WebhookEndpoint" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const row = await tx.webhookEndpoint.findUnique({ where: { id }, omit: PLAIN });
    if (!row) throw new Problem('resource/not_found');
    return row;
  }

  private address(text: string): string {
    const url = endpointUrl(text, this.env.PRIVATE_WEBHOOKS);
    if (url === null) throw new Problem('webhook/address_refused');
    return url;
  }

  private async counts(endpointId?: string): Promise<ReadonlyMap<string, Counts>> {
    const groups = await this.db.prisma.webhookDelivery.groupBy({ by: ['endpointId', 'state'], where: endpointId ? { endpointId } : {}, _count: { _all: true } });
    const counts = new Map<string, Counts>();
    for (const { endpointId: id, state, _count } of groups) counts.set(id, { delivered: 0, due: 0, failed: 0, ...counts.get(id), [state]: _count._all });
    return counts;
  }
}

const newWord = (): string => wordOf(randomBytes(SECRET_BYTES));
const once = <T extends { types: readonly string[]; parts: readonly string[] }>({ types, parts, ...rest }: T) => ({ ...rest, types: [...new Set(types)], parts: [...new Set(parts)] });
