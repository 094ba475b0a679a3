import { Inject, Injectable } from '@nestjs/common';
import type { AutomaticKind } from '#contracts/mail.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { SAID_BEFORE_ANSWER } from './last-said.js';
import { mayAcknowledge } from './mail-thread.rules.js';

/** What has not left by then is no answer any more. */
const LATEST_MS = 7 * 24 * 3_600_000;

interface Way {
  channelId: string;
  toAddress: string;
}
interface Put extends Way {
  readonly ticketId: string;
  readonly aboutId: string;
  readonly kind: 'reply' | 'copy' | 'receipt' | 'side';
  readonly copyOfId?: string;
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

  /** Puts what the staff or a rule said publicly, and did not leave yet, on its way to a requester who writes by mail. */
  async putReplies(tx: Tx, actor: Actor, ticketId: string): Promise<void> {
    const since = new Date(this.clock.now().getTime() - LATEST_MS);
    // Each answer goes where the customer spoke last before it, in this ticket or in one of his that had been merged into it by then: by mail, then to that address; on a ticket of a mailbox to its requester.
    const ways = await tx.$queryRaw<(Way & { aboutId: string })[]>`
      SELECT s."id" AS "aboutId", coalesce(m."channelId", b."channelId") AS "channelId", coalesce(m."fromAddress", v."email") AS "toAddress"
      FROM "Message" s JOIN "Ticket" k ON k."id" = s."ticketId" JOIN "Visitor" v ON v."id" = k."visitorId"
        LEFT JOIN "Mailbox" b ON b."channelId" = k."channelId"
        LEFT JOIN LATERAL (${SAID_BEFORE_ANSWER}) said ON true
        LEFT JOIN "IncomingMail" m ON m."entryId" = said."id"
      WHERE s."ticketId" = ${ticketId}::uuid AND s."createdAt" > ${since} AND s."publicSeq" IS NOT NULL
        AND (s."authorKind" = 'agent' OR (s."authorKind" = 'bot' AND EXISTS (SELECT 1 FROM "RuleReply" r WHERE r."messageId" = s."id"))) AND s."kind" IN ('text', 'file') AND s."recalledAt" IS NULL
        AND v."blockedAt" IS NULL AND coalesce(m."channelId", b."channelId") IS NOT NULL AND coalesce(m."fromAddress", v."email") IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM "OutgoingMail" o WHERE o."aboutId" = s."id" AND o."kind" = 'reply')
      ORDER BY s."staffSeq"`;
    for (const way of ways) await this.putWithCopies(tx, actor, { ...way, ticketId, kind: 'reply' });
  }

  /** The answer, and the same mail to everybody whom the staff included: each address has a delivery of its own, so that one which fails is told by itself. */
  private async putWithCopies(tx: Tx, actor: Actor, answer: Put): Promise<void> {
    const id = await this.put(tx, actor, answer);
    if (id === null) return;
    const included = await tx.ticketParticipant.findMany({ where: { ticketId: answer.ticketId, state: 'included', address: { not: answer.toAddress } }, orderBy: { id: 'asc' }, select: { address: true } });
    for (const { address } of included) await this.put(tx, actor, { ...answer, toAddress: address, kind: 'copy', copyOfId: id });
  }

  /** What staff wrote beside a ticket: the same mail to each address. */
  async putSide(tx: Tx, actor: Actor, { ticketId, channelId, sideMessageId, addresses }: { readonly ticketId: string; readonly channelId: string; readonly sideMessageId: string; readonly addresses: readonly string[] }): Promise<void> {
    const [first, ...others] = addresses;
    if (first === undefined) return;
    const mail = { channelId, ticketId, aboutId: sideMessageId, kind: 'side' } as const;
    const id = await this.put(tx, actor, { ...mail, toAddress: first });
    if (id !== null) for (const toAddress of others) await this.put(tx, actor, { ...mail, toAddress, copyOfId: id });
  }

  /** It is sent once more, after it came back. */
  async again(tx: Tx, id: string): Promise<void> {
    await tx.outgoingMail.update({ where: { id }, data: { bouncedAt: null, bounce: null } });
  }

  /** Tells the writer of a first mail that it came: at most once a day, and never a machine. */
  async acknowledge(tx: Tx, actor: Actor, { mailId, channelId, ticketId, toAddress, automatic }: FirstMail): Promise<void> {
    const { receipts } = await tx.mailbox.findUniqueOrThrow({ where: { channelId }, select: { receipts: true } });
    // Two first mails of one sender take turns.
    await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${`${channelId} ${toAddress}`}, 7))) turn`;
    const last = await tx.outgoingMail.findFirst({ where: { channelId, toAddress, kind: 'receipt' }, orderBy: { createdAt: 'desc' }, select: { createdAt: true } });
    if (receipts && mayAcknowledge({ to: 'open', trust: 'claimed' }, automatic, last?.createdAt ?? null, this.clock.now())) await this.put(tx, actor, { channelId, toAddress, ticketId, aboutId: mailId, kind: 'receipt' });
  }

  /** @returns null when it was put before */
  private async put(tx: Tx, actor: Actor, row: Put): Promise<string | null> {
    const id = newId();
    const { count } = await tx.outgoingMail.createMany({ data: [{ id, ...row, createdAt: this.clock.now() }], skipDuplicates: true });
    if (count === 0) return null;
    await this.events.record(tx, actor, 'mail.put', id, { outgoingMailId: id, ticketId: row.ticketId });
    return id;
  }
}
