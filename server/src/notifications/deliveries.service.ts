import { Inject, Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { Log } from '../platform/log.js';
import { Mailer } from '../platform/mailer.js';
import { SmsSender } from '../platform/sms-sender.js';
import { outcomeOf, refusalOf, withoutAddresses } from './delivery.rules.js';
import { type LetterContent, Letters } from './letters.js';
import { ShortTexts } from './short-texts.js';

/** Who took a letter may hold it this long; after a crash it is sent by somebody else. */
const HELD_MS = 120_000;
const BATCH = 5;

export type DeliveryChannel = 'mail' | 'sms';

interface Taken {
  id: string;
  channel: DeliveryChannel;
  recipient: string;
  content: unknown;
  attempts: number;
}

/** Letters and texts on their way: a row each, sent at least once, a letter under one stable Message-ID. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly db: Database,
    private readonly mailer: Mailer,
    private readonly sms: SmsSender,
    private readonly letters: Letters,
    private readonly texts: ShortTexts,
    private readonly events: Events,
    private readonly log: Log,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Puts a letter on its way, to the row by whose id the address is found. One event writes to one recipient once, however often its reaction runs. */
  async put(tx: Tx, eventId: string, recipient: string, content: LetterContent, channel: DeliveryChannel = 'mail'): Promise<void> {
    const now = this.clock.now();
    await tx.delivery.createMany({
      data: [{ id: newId(), eventId, channel, recipient, content, dueAt: now, createdAt: now }],
      skipDuplicates: true,
    });
  }

  /** It was taken and came back after all. */
  async bounced(tx: Tx, recipient: string): Promise<void> {
    const { bounce } = await tx.outgoingMail.findUniqueOrThrow({ where: { id: recipient }, select: { bounce: true } });
    await tx.delivery.updateMany({ where: { recipient, channel: 'mail', state: { in: ['due', 'delivered'] } }, data: { state: 'failed', lastError: `bounced ${bounce ?? ''}`.trim() } });
  }

  /** Sends what is due. Without a mail server rows wait; a letter whose link or code is over by then is never sent. */
  @Every(2_000)
  async send(): Promise<void> {
    const taken = [...(this.mailer.isSet ? await this.take('mail') : []), ...(this.sms.isSet ? await this.take('sms') : [])];
    await Promise.all(taken.map((row) => this.sendOne(row)));
  }

  private async take(channel: DeliveryChannel): Promise<Taken[]> {
    const now = this.clock.now();
    const { rows } = await this.db.pool.query<Taken>(
      `UPDATE "Delivery" SET "attempts" = "attempts" + 1, "dueAt" = $2
       WHERE "id" IN (SELECT "id" FROM "Delivery" WHERE "channel" = $3 AND "state" = 'due' AND "dueAt" <= $1 ORDER BY "dueAt" LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
       RETURNING "id", "channel", "recipient", "content", "attempts"`,
      [now, new Date(now.getTime() + HELD_MS), channel],
    );
    return rows;
  }

  private async sendOne(taken: Taken): Promise<void> {
    const { id, channel, attempts } = taken;
    let answer: string | null;
    try {
      answer = await (channel === 'sms' ? this.sendText(taken) : this.sendLetter(taken));
    } catch (fault) {
      const refusal = refusalOf(fault);
      const outcome = outcomeOf(refusal, attempts, this.clock.now());
      this.log.warn({ delivery: id, channel, attempts, note: refusal.note, state: outcome.state }, 'a letter was not taken');
      await this.giveBack(taken, { ...outcome, lastError: refusal.note });
      return;
    }
    const data = answer === null ? { state: 'void' } : { state: 'delivered', deliveredAt: this.clock.now(), lastError: null, response: withoutAddresses(answer) };
    await this.db.prisma.delivery.update({ where: { id }, data });
  }

  /** Back to the rows that wait, or given up, which is told: somebody may be waiting for an answer that never left. */
  private async giveBack({ id, recipient }: Taken, data: { state: 'due' | 'failed'; dueAt: Date; lastError: string }): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.delivery.update({ where: { id }, data });
      if (data.state === 'failed') await this.events.record(tx, SYSTEM, 'delivery.given_up', id, { deliveryId: id, recipientId: recipient });
    });
  }

  /** @returns what the other side said, null when there was no sense in sending it */
  private async sendLetter(taken: Taken): Promise<string | null> {
    const letter = await this.letters.write(taken);
    return letter && this.mailer.send(letter);
  }

  private async sendText({ content }: Taken): Promise<string | null> {
    const text = await this.texts.write(content);
    return text && this.sms.send(text);
  }
}
