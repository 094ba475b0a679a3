import { Inject, Injectable } from '@nestjs/common';
import type { AutomaticKind } from '#contracts/mail.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { mayAcknowledge } from './mail-thread.rules.js';

/** What has not left by then is no answer any more. */
const LATEST_MS = 7 * 24 * 3_600_000;

interface Way {
  channelId: string;
  toAddress: string;
}
export interface FirstMail {
  readonly mailId: string;
  readonly channelId: string;
  readonly ticketId: string;
  readonly toAddress: string;
  readonly automatic: AutomaticKind | null;
}

/** Which words leave as mail. Each becomes a row once, however often it is looked for; the row's Delivery sends it. */
@Injectable()
export class MailOutbox {
  constructor(private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  /** Puts what the staff said publicly, and did not leave yet, on its way to a requester who writes by mail. */
  async putReplies(tx: Tx, actor: Actor, ticketId: string): Promise<void> {
    // A ticket that came by mail; or a chat that its visitor went on with by mail, and not in the chat since.
    const [way] = await tx.$queryRaw<(Way & { afterSeq: number })[]>`
      SELECT coalesce(b."channelId", m."channelId") AS "channelId", CASE WHEN b."channelId" IS NOT NULL THEN v."email" ELSE m."fromAddress" END AS "toAddress", coalesce(said."staffSeq", 0) AS "afterSeq"
      FROM "Ticket" k JOIN "Visitor" v ON v."id" = k."visitorId"
        LEFT JOIN "Mailbox" b ON b."channelId" = k."channelId"
        LEFT JOIN LATERAL (SELECT "id", "staffSeq" FROM "Message" WHERE "ticketId" = k."id" AND "authorKind" = 'customer' AND "publicSeq" IS NOT NULL ORDER BY "staffSeq" DESC LIMIT 1) said ON b."channelId" IS NULL
        LEFT JOIN "IncomingMail" m ON m."entryId" = said."id"
      WHERE k."id" = ${ticketId}::uuid AND v."blockedAt" IS NULL AND (b."channelId" IS NOT NULL OR m."id" IS NOT NULL)`;
    if (!way?.toAddress) return;
    const { channelId, toAddress, afterSeq } = way;
    const since = new Date(this.clock.now().getTime() - LATEST_MS);
    const said = await tx.message.findMany({
      where: { ticketId, staffSeq: { gt: afterSeq }, createdAt: { gt: since }, authorKind: 'agent', publicSeq: { not: null }, kind: { in: ['text', 'file'] }, recalledAt: null },
      orderBy: { staffSeq: 'asc' },
      select: { id: true },
    });
    for (const { id } of said) await this.put(tx, actor, { channelId, toAddress, ticketId, aboutId: id, kind: 'reply' });
  }

  /** Tells the writer of a first mail that it came: at most once a day, and never a machine. */
  async acknowledge(tx: Tx, actor: Actor, { mailId, channelId, ticketId, toAddress, automatic }: FirstMail): Promise<void> {
    const { receipts } = await tx.mailbox.findUniqueOrThrow({ where: { channelId }, select: { receipts: true } });
    // Two first mails of one sender take turns.
    await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${`${channelId} ${toAddress}`}, 7))) turn`;
    const last = await tx.outgoingMail.findFirst({ where: { channelId, toAddress, kind: 'receipt' }, orderBy: { createdAt: 'desc' }, select: { createdAt: true } });
    if (receipts && mayAcknowledge({ to: 'open', trust: 'claimed' }, automatic, last?.createdAt ?? null, this.clock.now())) await this.put(tx, actor, { channelId, toAddress, ticketId, aboutId: mailId, kind: 'receipt' });
  }

  private async put(tx: Tx, actor: Actor, row: Way & { readonly ticketId: string; readonly aboutId: string; readonly kind: 'reply' | 'receipt' }): Promise<void> {
    const id = newId();
    const { count } = await tx.outgoingMail.createMany({ data: [{ id, ...row, createdAt: this.clock.now() }], skipDuplicates: true });
    if (count > 0) await this.events.record(tx, actor, 'mail.put', id, { outgoingMailId: id, ticketId: row.ticketId });
  }
}
