import { Inject, Injectable } from '@nestjs/common';
import type { MailReason } from '#contracts/mail.js';
import { FilesService } from '../files/files.service.js';
import { UploadsService } from '../files/uploads.service.js';
import type { VisitorActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { MissingBytes } from '../platform/files/storage.js';
import { Log } from '../platform/log.js';
import { Problem } from '../platform/problem.js';
import { MailJudging } from './mail-judging.service.js';
import { MailPlacing } from './mail-placing.service.js';
import { MailReader } from './mail-reader.js';
import type { ReadMail } from './mail-reading.types.js';

interface DueMail {
  readonly id: string;
  readonly channelId: string;
  readonly storageKey: string | null;
  readonly attempts: number;
  /** Somebody of the desk asked for it again. */
  readonly asked: boolean;
}
type InTransaction = <T>(verb: (tx: Tx) => Promise<T>) => Promise<T>;

const BATCH = 10;
const HELD_MS = 180_000;
const FIRST_PAUSE_MS = 20_000;
const LONGEST_PAUSE_MS = 3_600_000;
const MOST_ATTEMPTS = 10;

/** Mails that are stored and not read yet: one after the other, each tried again while that has sense. */
@Injectable()
export class MailReading {
  constructor(
    private readonly db: Database,
    private readonly reader: MailReader,
    private readonly judging: MailJudging,
    private readonly placing: MailPlacing,
    private readonly uploads: UploadsService,
    private readonly files: FilesService,
    private readonly log: Log,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** What nobody else holds is taken for a while: after a crash it is due again. */
  async takeDue(): Promise<DueMail[]> {
    const now = this.clock.now();
    const { rows } = await this.db.pool.query<DueMail>(
      `UPDATE "IncomingMail" m SET "attempts" = m."attempts" + 1, "dueAt" = $2
       FROM (SELECT i."id", f."storageKey" FROM "IncomingMail" i LEFT JOIN "File" f ON f."id" = i."fileId"
         WHERE i."state" = 'stored' AND i."dueAt" <= $1 ORDER BY i."dueAt", i."id" LIMIT ${BATCH} FOR UPDATE OF i SKIP LOCKED) due
       WHERE m."id" = due."id" RETURNING m."id", m."channelId", due."storageKey", m."attempts", m."reason" IS NOT NULL AS "asked"`,
      [now, new Date(now.getTime() + HELD_MS)],
    );
    return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Never throws: what goes wrong is told on the row. */
  async readOne(due: DueMail, inTransaction: InTransaction): Promise<void> {
    try {
      if (due.storageKey === null) return await this.giveUp(due, 'bytes_missing');
      await this.reader.read(due.storageKey, (mail) => (mail ? this.place(due, mail, inTransaction) : this.giveUp(due, 'unreadable')));
    } catch (fault) {
      if (fault instanceof MissingBytes) return this.giveUp(due, 'bytes_missing');
      this.log.warn({ fault, mail: due.id, attempts: due.attempts }, 'a mail will be read again');
      if (due.attempts >= MOST_ATTEMPTS) await this.giveUp(due, 'fault');
      else await this.later(due);
    }
  }

  private async place(due: DueMail, read: ReadMail, inTransaction: InTransaction): Promise<void> {
    const judged = await this.judging.judge(due, read, due.asked);
    const speaker = await inTransaction((tx) => this.placing.speaker(tx, { mail: due, read, judged }));
    const lost = [...read.lost];
    const fileIds: string[] = [];
    if (speaker && !speaker.blocked) {
      for (const enclosure of read.enclosures) {
        const id = await this.enclose(speaker.actor, enclosure, inTransaction);
        if (id === null) lost.push(enclosure.name);
        else fileIds.push(id);
      }
    }
    const found = { mail: due, read, judged };
    try {
      await inTransaction((tx) => this.placing.place(tx, { ...found, fileIds, lost }));
    } catch (fault) {
      if (!(fault instanceof Problem && fault.code === 'file/quota_reached')) throw fault;
      // The conversation is full: its words come in all the same.
      await inTransaction((tx) => this.placing.place(tx, { ...found, fileIds: [], lost: [...read.lost, ...read.enclosures.map(({ name }) => name)] }));
    }
  }

  /** Through the same hands as every file. @returns null for what the shop does not take: it stays in the source */
  private async enclose(actor: VisitorActor, file: { path: string; name: string }, inTransaction: InTransaction): Promise<string | null> {
    try {
      const kept = await this.uploads.takeLocal(actor, file, (one) => inTransaction((tx) => this.files.record(tx, actor, one)));
      if (kept.state === 'uploaded') return kept.id;
      // Not scanned yet: the message waits for the scanner as every other would.
      throw new Problem('file/not_scanned');
    } catch (fault) {
      if (fault instanceof Problem && LEFT_OUT.has(fault.code)) return null;
      throw fault;
    }
  }

  private async later({ id, attempts }: DueMail): Promise<void> {
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
    await this.db.prisma.incomingMail.updateMany({ where: { id, state: 'stored' }, data: { dueAt: new Date(this.clock.now().getTime() + pause) } });
  }

  private async giveUp({ id }: DueMail, reason: MailReason): Promise<void> {
    await this.db.prisma.incomingMail.updateMany({ where: { id, state: 'stored' }, data: { state: 'failed', reason } });
  }
}

const LEFT_OUT: ReadonlySet<string> = new Set(['file/switched_off', 'file/quota_reached', 'file/too_large', 'file/empty', 'file/type_refused', 'file/unreadable', 'file/infected']);
