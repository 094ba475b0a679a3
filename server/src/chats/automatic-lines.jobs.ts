import { Inject, Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { MOST_WHILE_WAITING } from './automatic-line.rules.js';
import { AutomaticLinesService } from './automatic-lines.service.js';

const MOST = 200;
const PATIENCE_MS = 30_000;

/** Who began to wait while somebody was there learns that the desk has closed or emptied meanwhile. */
@Injectable()
export class AutomaticLinesJobs {
  constructor(
    private readonly db: Database,
    private readonly lines: AutomaticLinesService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Every(15_000)
  async tellWhoStillWaits(): Promise<void> {
    const { rows } = await this.db.pool.query<{ id: string }>({
      name: 'chats-to-tell',
      text: `SELECT c."id" FROM "Chat" c JOIN "Ticket" t ON t."id" = c."ticketId" JOIN "Channel" ch ON ch."id" = t."channelId"
             WHERE c."state" IN ('queued', 'offered') AND c."queuedAt" < $1 AND jsonb_path_exists(ch."settings", '$.automatic.*.on ? (@ == true)')
               AND (SELECT count(*) FROM "AutomaticLine" l WHERE l."chatId" = c."id") < $2
             ORDER BY c."queuedAt" LIMIT $3`,
      values: [new Date(this.clock.now().getTime() - PATIENCE_MS), MOST_WHILE_WAITING, MOST],
    });
    await this.db.eachDue(
      rows.map(({ id }) => id),
      (tx, id) => this.lines.sayWhileWaiting(tx, SYSTEM, id, true),
    );
  }
}
