import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Relay } from '../platform/events/relay.js';
import { newId } from '../platform/ids.js';

/**
 * Notes, among the tickets on which something was said, from where on it was, if anybody elsewhere listens. One statement
 * for a whole batch of the relay, as for answers by mail: a reaction would be a job for every message of every chat.
 */
@Injectable()
export class WebhookListening implements OnModuleInit {
  constructor(private readonly relay: Relay, private readonly db: Database, @Inject(Clock) private readonly clock: Clock) {}

  onModuleInit(): void {
    this.relay.onLease('message.posted', (ticketIds) => this.note(ticketIds));
  }

  /** Told once more after a crash; a word is told once however often it is noted. */
  private async note(ticketIds: readonly string[]): Promise<void> {
    const { rows } = await this.db.pool.query({
      name: 'webhook-words-heard',
      text: `SELECT 1 FROM "WebhookEndpoint" WHERE "offReason" IS NULL AND "types" && ARRAY['message.posted', 'note.posted'] LIMIT 1`,
    });
    if (rows.length === 0) return;
    await this.db.pool.query({
      name: 'webhook-words',
      text: `INSERT INTO "Event" ("id", "name", "subject", "actorKind", "payload", "createdAt")
        SELECT t."event", 'message.noticed', t."ticket", 'system', json_build_object('ticketId', t."ticket", 'fromSeq', said."fromSeq"), $3
        FROM unnest($1::uuid[], $2::uuid[]) AS t("ticket", "event")
          CROSS JOIN LATERAL (SELECT min((e."payload"->>'fromSeq')::int) AS "fromSeq" FROM "Event" e WHERE e."subject" = t."ticket" AND e."name" = 'message.posted' AND e."relayedAt" IS NULL) said
        WHERE said."fromSeq" IS NOT NULL`,
      values: [ticketIds, ticketIds.map(() => newId()), this.clock.now()],
    });
  }
}
