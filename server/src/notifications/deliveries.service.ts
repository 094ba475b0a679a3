import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { Log } from '../platform/log.js';
import { Mailer } from '../platform/mailer.js';
import { outcomeOf, refusalOf, withoutAddresses } from './delivery.rules.js';
import { type LetterContent, Letters } from './letters.js';

/** Who took a letter may hold it this long; after a crash it is sent by somebody else. */
const HELD_MS = 120_000;
const BATCH = 5;

interface Taken {
  id: string;
  recipient: string;
  content: unknown;
  attempts: number;
}

/** Letters on their way: a row each, sent at least once under one stable Message-ID. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly db: Database,
    private readonly mailer: Mailer,
    private readonly letters: Letters,
    private readonly log: Log,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Puts a letter on its way, to the row by whose id the address is found. One event writes to one recipient once, however often its reaction runs. */
  async put(tx: Tx, eventId: string, recipient: string, content: LetterContent): Promise<void> {
    const now = this.clock.now();
    await tx.delivery.createMany({
      data: [{ id: newId(), eventId, channel: 'mail', recipient, content, dueAt: now, createdAt: now }],
      skipDuplicates: true,
    });
  }

  /** Sends what is due. Without a mail server rows wait; a letter whose link is over by then is never sent. */
  @Every(2_000)
  async send(): Promise<void> {
    if (!this.mailer.isSet) return;
    const taken = await this.take();
    await Promise.all(taken.map((row) => this.sendOne(row)));
  }

  private async take(): Promise<Taken[]> {
    const now = this.clock.now();
    const { rows } = await this.db.pool.query<Taken>(
      `UPDATE "Delivery" SET "attempts" = "attempts" + 1, "dueAt" = $2
       WHERE "id" IN (SELECT "id" FROM "Delivery" WHERE "channel" = 'mail' AND "state" = 'due' AND "dueAt" <= $1 ORDER BY "dueAt" LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
       RETURNING "id", "recipient", "content", "attempts"`,
      [now, new Date(now.getTime() + HELD_MS)],
    );
    return rows;
  }

  private async sendOne({ id, recipient, content, attempts }: Taken): Promise<void> {
    const letter = await this.letters.write({ id, recipient, content });
    if (!letter) {
      await this.db.prisma.delivery.update({ where: { id }, data: { state: 'void' } });
      return;
    }
    let answer: string;
    try {
      answer = await this.mailer.send(letter);
    } catch (fault) {
      const refusal = refusalOf(fault);
      const outcome = outcomeOf(refusal, attempts, this.clock.now());
      this.log.warn({ delivery: id, attempts, note: refusal.note, state: outcome.state }, 'a letter was not taken');
      await this.db.prisma.delivery.update({ where: { id }, data: { ...outcome, lastError: refusal.note } });
      return;
    }
    await this.db.prisma.delivery.update({ where: { id }, data: { state: 'delivered', deliveredAt: this.clock.now(), lastError: null, response: withoutAddresses(answer) } });
  }
}
