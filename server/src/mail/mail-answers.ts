import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Relay } from '../platform/events/relay.js';
import { newId } from '../platform/ids.js';

/**
 * Finds, among the tickets on which something was said, those that go on by mail. One statement for a whole batch of
 * the relay: a reaction would be a job for every message of every chat.
 */
@Injectable()
export class MailAnswers implements OnModuleInit {
  constructor(private readonly relay: Relay, private readonly db: Database, @Inject(Clock) private readonly clock: Clock) {}

  onModuleInit(): void {
    this.relay.onLease('message.posted', (ticketIds) => this.find(ticketIds));
  }

  /** Told once more after a crash; an answer leaves once however often it is looked for. */
  private async find(ticketIds: readonly string[]): Promise<void> {
    await this.db.pool.query({
      name: 'mail-answers',
      text: `INSERT INTO "Event" ("id", "name", "subject", "actorKind", "payload", "createdAt")
        SELECT t."event", 'mail.answered', k."id", 'system', json_build_object('ticketId', k."id"), $3
        FROM unnest($1::uuid[], $2::uuid[]) AS t("ticket", "event") JOIN "Ticket" k ON k."id" = t."ticket"
        WHERE EXISTS (SELECT 1 FROM "Mailbox")
          AND (EXISTS (SELECT 1 FROM "Mailbox" b WHERE b."channelId" = k."channelId") OR EXISTS (SELECT 1 FROM "IncomingMail" m WHERE m."ticketId" = k."id" AND m."state" = 'parsed')
            OR (EXISTS (SELECT 1 FROM "Ticket" s WHERE s."mergedIntoId" = k."id") AND EXISTS (SELECT 1 FROM "IncomingMail" m WHERE m."ticketId" IN (SELECT tickets_of_talk(k."id")) AND m."state" = 'parsed')))`,
      values: [ticketIds, ticketIds.map(() => newId()), this.clock.now()],
    });
  }
}
