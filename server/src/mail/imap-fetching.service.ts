import { Inject, Injectable } from '@nestjs/common';
import type { Mailbox } from '#prisma/generated/client.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { ImapSession } from './imap-session.js';
import { imapOf } from './mailbox.present.js';
import { MailboxesService } from './mailboxes.service.js';
import { MailStoring } from './mail-storing.service.js';

type InTransaction = <T>(verb: (tx: Tx) => Promise<T>) => Promise<T>;
/** Renewed several times within it; a process that hangs longer loses its mailboxes to another. */
const HELD_MS = 20_000;
/** The mailbox is read from somewhere else by now: this reading ends, and what it has not noted is not kept. */
export class MailboxMoved extends Error {}
const UNKEPT: ReadonlySet<string> = new Set(['request/too_large', 'request/malformed']);

/** Reads the folders of mailboxes. One process at a time holds a mailbox; the rows see to it that even two would store each mail once. */
@Injectable()
export class ImapFetching {
  constructor(private readonly db: Database, private readonly mailboxes: MailboxesService, private readonly storing: MailStoring, @Inject(Clock) private readonly clock: Clock) {}

  /** Takes, and keeps, what this process may read now. */
  async hold(nodeId: string): Promise<Mailbox[]> {
    const now = this.clock.now();
    const { rows } = await this.db.pool.query<{ channelId: string }>(
      `UPDATE "Mailbox" SET "heldBy" = $1, "heldUntil" = $3
       WHERE "channelId" IN (SELECT "channelId" FROM "Mailbox" WHERE "isOn" AND "imap" IS NOT NULL AND ("heldBy" = $1 OR "heldUntil" IS NULL OR "heldUntil" < $2) ORDER BY "channelId" FOR UPDATE SKIP LOCKED)
       RETURNING "channelId"`,
      [nodeId, now, new Date(now.getTime() + HELD_MS)],
    );
    return this.db.prisma.mailbox.findMany({ where: { channelId: { in: rows.map(({ channelId }) => channelId) } }, orderBy: { channelId: 'asc' } });
  }

  /** Gives back at once what another process may go on with. */
  async letGo(nodeId: string): Promise<void> {
    await this.db.prisma.mailbox.updateMany({ where: { heldBy: nodeId }, data: { heldBy: null, heldUntil: null } });
  }

  /** A connection that has not been opened yet; null where there is no password. */
  async session(mailbox: Mailbox): Promise<ImapSession | null> {
    const imap = imapOf(mailbox);
    const password = this.mailboxes.passwordOf(mailbox);
    return imap && password !== null ? ImapSession.to(imap, password) : null;
  }

  /** Stores what is new. How far it got is written with each mail, so that a crash repeats one at most, and that one is known. */
  async readNew(channelId: string, session: ImapSession, uidValidity: bigint, inTransaction: InTransaction): Promise<number> {
    const { placing, readFrom, ...mailbox } = await this.db.prisma.mailbox.findUniqueOrThrow({ where: { channelId } });
    // A folder that begins, or begins anew: what came before the mailbox was connected stays there.
    let last = mailbox.uidValidity === uidValidity ? mailbox.lastUid : readFrom === null ? 0n : await session.lastBefore(readFrom);
    if (mailbox.uidValidity !== uidValidity) await inTransaction((tx) => this.advance(tx, channelId, placing, { uidValidity, uid: last }));
    let count = 0;
    for (let more = true; more; ) {
      more = false;
      for await (const { uid, bytes, source } of session.after(last)) {
        const place = { uidValidity, uid };
        if (source === null) await inTransaction((tx) => this.advance(tx, channelId, placing, place).then(() => this.storing.recordTooLarge(tx, channelId, bytes, place)));
        else
          await this.storing
            .take(channelId, source, (kept) =>
              inTransaction(async (tx) => {
                await this.advance(tx, channelId, placing, place);
                return this.storing.record(tx, kept, place);
              }),
            )
            .catch(async (fault: unknown) => {
              // Not what the server said it was: told and passed by, or everything behind it would wait. The session ends with the
              // fault, since the source was not read to its end; the next one begins behind it.
              if (fault instanceof Problem && UNKEPT.has(fault.code)) await inTransaction((tx) => this.advance(tx, channelId, placing, place).then(() => this.storing.recordTooLarge(tx, channelId, bytes, place)));
              throw fault;
            });
        last = uid;
        count += 1;
        more = true;
      }
    }
    await this.db.prisma.mailbox.updateMany({ where: { channelId, placing }, data: { fetchedAt: this.clock.now(), fault: null } });
    return count;
  }

  async noteFault(channelId: string, fault: string): Promise<void> {
    await this.db.prisma.mailbox.updateMany({ where: { channelId }, data: { fault } });
  }

  /** Before the mail's own row, so that nothing of a folder is kept that the mailbox has left. @throws MailboxMoved */
  private async advance(tx: Tx, channelId: string, placing: number, { uidValidity, uid }: { uidValidity: bigint; uid: bigint }): Promise<void> {
    const { count } = await tx.mailbox.updateMany({ where: { channelId, placing }, data: { uidValidity, lastUid: uid } });
    if (count === 0) throw new MailboxMoved();
  }
}
