import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Relay } from '../platform/events/relay.js';
import { newId } from '../platform/ids.js';

/**
 * Finds, among the tickets on which something was said, who said it, where a rule waits for that. One statement for a
 * whole batch of the relay: a reaction would be a job for every message of every chat.
 */
@Injectable()
export class WordsHeard implements OnModuleInit {
  constructor(private readonly relay: Relay, private readonly db: Database, @Inject(Clock) private readonly clock: Clock) {}

  onModuleInit(): void {
    this.relay.onLease('message.posted', (ticketIds) => this.tell(ticketIds));
  }

  /** Told once more after a crash; rules act once for a word, however often it is told. Lines of the desk itself are no words. */
  private async tell(ticketIds: readonly string[]): Promise<void> {
    await this.db.pool.query({
      name: 'rule-words-heard',
      text: `INSERT INTO "Event" ("id", "name", "subject", "actorKind", "payload", "createdAt")
        SELECT t."event", 'rule.words_noticed', t."ticket", 'system', json_build_object('ticketId', t."ticket", 'customerSeq', said."customer", 'staffSeq', said."staff"), $3
        FROM unnest($1::uuid[], $2::uuid[]) AS t("ticket", "event")
          CROSS JOIN LATERAL (SELECT max(m."staffSeq") FILTER (WHERE m."authorKind" = 'customer') AS "customer", max(m."staffSeq") FILTER (WHERE m."authorKind" = 'agent') AS "staff"
            FROM "Message" m WHERE m."ticketId" = t."ticket" AND m."publicSeq" IS NOT NULL
              AND m."staffSeq" >= (SELECT min((e."payload"->>'fromSeq')::int) FROM "Event" e WHERE e."subject" = t."ticket" AND e."name" = 'message.posted' AND e."relayedAt" IS NULL)) said
        WHERE EXISTS (SELECT 1 FROM "Rule" WHERE "isOn" AND "hearsWords" AND "removedAt" IS NULL) AND (said."customer" IS NOT NULL OR said."staff" IS NOT NULL)`,
      values: [ticketIds, ticketIds.map(() => newId()), this.clock.now()],
    });
  }
}
