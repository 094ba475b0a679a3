import { Inject, Injectable } from '@nestjs/common';
import type { SentType, WebhookFacts } from '#contracts/webhooks.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import { Kept } from './webhook-payload.rules.js';

/** Something an endpoint is to be told of. */
export interface Notice {
  readonly type: SentType;
  /** What it tells of: once per endpoint, however often it is put. */
  readonly source: string;
  readonly ticketId: string | null;
  readonly messageId: string | null;
  readonly happenedAt: Date;
  readonly data: Kept;
}

/** Puts messages for endpoints on their way: a row each, numbered per endpoint in the order they are put. */
@Injectable()
export class WebhookQueueService {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** To every endpoint that listens. Endpoints that are off are told nothing, not even later. */
  async tell(tx: Tx, notice: Notice): Promise<void> {
    // Locked in order of id: two reactions that tell the same endpoints must not wait for each other crosswise.
    const listening = await tx.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "WebhookEndpoint" WHERE "offReason" IS NULL AND ${notice.type} = ANY("types") ORDER BY "id" FOR UPDATE`;
    for (const { id } of listening) await this.put(tx, id, notice);
  }

  /** Whether anybody listens at all: most desks have no endpoint, and nothing is read for them. */
  async isHeard(tx: Tx, types: readonly SentType[]): Promise<boolean> {
    return (await tx.webhookEndpoint.count({ where: { offReason: null, types: { hasSome: [...types] } }, take: 1 })) > 0;
  }

  /**
   * What a rule sends about a ticket, whatever the endpoint listens to otherwise.
   * @param source the rule's run: the same one is sent once
   * @param facts what the rule says of itself; ids, states and numbers
   * @returns false when the endpoint is gone or switched off
   */
  async sendForTicket(tx: Tx, endpointId: string, { ticketId, source, facts }: { ticketId: string; source: string; facts: WebhookFacts }): Promise<boolean> {
    const ticket = await this.ticketFacts(tx, ticketId);
    if (!ticket || !(await this.hold(tx, endpointId))) return false;
    await this.put(tx, endpointId, { type: 'automation.sent', source: `rule:${source}`, ticketId, messageId: null, happenedAt: this.clock.now(), data: { ticket, change: facts } });
    return true;
  }

  /** One message by which an admin sees whether the endpoint takes ours. @returns its id, or null when it is switched off */
  async test(tx: Tx, endpointId: string): Promise<string | null> {
    if (!(await this.hold(tx, endpointId))) return null;
    return this.put(tx, endpointId, { type: 'webhook.test', source: `test:${newId()}`, ticketId: null, messageId: null, happenedAt: this.clock.now(), data: { webhookId: endpointId } });
  }

  /** What everybody may know of a ticket: identifiers, states and numbers. */
  async ticketFacts(tx: Tx, ticketId: string): Promise<Kept['ticket'] | null> {
    const ticket = await tx.ticket.findUnique({
      where: { id: ticketId },
      select: {
        id: true, number: true, state: true, priority: true, type: true, tags: true, channelId: true, teamId: true, assigneeId: true, customerId: true, version: true, createdAt: true,
        channel: { select: { kind: true } },
      },
    });
    if (!ticket) return null;
    const { channel, createdAt, ...facts } = ticket;
    return { ...facts, channelKind: channel.kind, createdAt: createdAt.toISOString() };
  }

  /** Locks these in order of id, for whoever sends to several in one commit. */
  async holdAll(tx: Tx, endpointIds: readonly string[]): Promise<void> {
    await tx.$queryRaw`SELECT 1 FROM "WebhookEndpoint" WHERE "id" = ANY(${[...endpointIds]}::uuid[]) ORDER BY "id" FOR UPDATE`;
  }

  private async hold(tx: Tx, endpointId: string): Promise<boolean> {
    const [row] = await tx.$queryRaw<unknown[]>`SELECT 1 FROM "WebhookEndpoint" WHERE "id" = ${endpointId}::uuid AND "offReason" IS NULL FOR UPDATE`;
    return row !== undefined;
  }

  /** Under the endpoint's lock, so that numbers have no gap. @returns null when it was put before */
  private async put(tx: Tx, endpointId: string, { source, data, ...notice }: Notice): Promise<string | null> {
    if ((await tx.webhookDelivery.count({ where: { endpointId, source } })) > 0) return null;
    const { lastSequence } = await tx.webhookEndpoint.update({ where: { id: endpointId }, data: { lastSequence: { increment: 1 } }, select: { lastSequence: true } });
    const [id, now] = [newId(), this.clock.now()];
    await tx.webhookDelivery.create({ data: { id, endpointId, source, data: Kept.parse(data), sequence: lastSequence, dueAt: now, createdAt: now, ...notice } });
    return id;
  }
}
