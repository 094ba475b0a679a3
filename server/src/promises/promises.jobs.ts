import { Inject, Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { PromiseKeepingService } from './promise-keeping.service.js';

const MOST = 200;

/** What answers and the clock do to promises. One look at what is owed, which is little however much was kept. */
@Injectable()
export class PromisesJobs {
  constructor(private readonly db: Database, private readonly keeping: PromiseKeepingService, @Inject(Clock) private readonly clock: Clock) {}

  @Every(1_000)
  async attendToDue(): Promise<void> {
    const { rows } = await this.db.pool.query<{ id: string }>({
      name: 'promises-to-attend',
      text: `SELECT p."id" FROM "AnswerPromise" p JOIN "Timeline" t ON t."ticketId" = p."ticketId"
             WHERE p."state" IN ('open', 'broken') AND NOT EXISTS (SELECT 1 FROM "Ticket" k WHERE k."id" = p."ticketId" AND k."spamAt" IS NOT NULL)
               AND ((p."kind" <> 'callback' AND EXISTS (SELECT 1 FROM "Message" m WHERE t."lastStaffAt" >= p."madeAt" AND m."ticketId" = p."ticketId"
                      AND m."staffSeq" > p."publicSeq" AND m."publicSeq" > p."publicSeq" AND m."authorKind" = 'agent' AND m."recalledAt" IS NULL))
                 OR (p."state" = 'open' AND (p."dueAt" < $1 OR (p."warnedAt" IS NULL AND p."warnAt" <= $1))))
             ORDER BY p."dueAt" LIMIT ${MOST}`,
      values: [this.clock.now()],
    });
    await this.db.eachDue(
      rows.map(({ id }) => id),
      (tx, id) => this.keeping.attend(tx, SYSTEM, id),
    );
  }
}
