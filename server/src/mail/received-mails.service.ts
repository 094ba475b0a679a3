import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { AutomaticKind, type MailQuery, MailReason, MailState, type MailText, MailTrust, type ReceivedMail, type ReceivedMailPage, type TicketMails } from '#contracts/mail.js';
import { DeliveryState } from '#contracts/notifications.js';
import type { Prisma } from '#prisma/generated/client.js';
import { inReach } from '../accounts/reach.policy.js';
import { addressFor, seesContact, wordsFor } from '../customers/contact.policy.js';
import { type Actor, isStaff } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { dispositionOf } from '../platform/files/file-name.rules.js';
import { MissingBytes, Storage } from '../platform/files/storage.js';
import { Problem } from '../platform/problem.js';
import { SAID_BEFORE_ANSWER } from './last-said.js';
import { ELSEWHERE, framedPage, framePolicy } from './mail-frame.rules.js';
import { newWordsOf } from './quoted-mail.rules.js';

const WITH_MAILBOX = { mailbox: { select: { channel: { select: { id: true, key: true } } } } } satisfies Prisma.IncomingMailInclude;
type Row = Prisma.IncomingMailGetPayload<{ include: typeof WITH_MAILBOX }>;
const POINTER = z.uuid();
/** The latest; a longer thread is read in the talk. */
const MOST_OF_TICKET = 200;
/** Where a quotation begins is looked for in so many characters. */
const MOST_QUOTED = 20_000;
const OF_TICKET = `
  SELECT "id", "entryId", "fromAddress", "subject", "automatic", "trust", "lost", "fileId" IS NOT NULL AS "source", left("text", $3) AS "text",
    "html" IS NOT NULL AS "html", coalesce("html" ~* $4, false) AS "remote"
  FROM "IncomingMail" WHERE "ticketId" = $1 AND "state" = 'parsed' AND "entryId" IS NOT NULL ORDER BY "id" DESC LIMIT $2`;
/** Public words of the staff with nowhere to go: on a ticket of a mailbox without an address, or on one whose customer never wrote. */
const UNSENT = `
  SELECT s."id" FROM "Message" s JOIN "Ticket" k ON k."id" = s."ticketId" LEFT JOIN "Visitor" v ON v."id" = k."visitorId" LEFT JOIN "Mailbox" b ON b."channelId" = k."channelId"
    LEFT JOIN LATERAL (${SAID_BEFORE_ANSWER.text}) said ON true
    LEFT JOIN "IncomingMail" m ON m."entryId" = said."id"
  WHERE s."ticketId" = $1 AND s."authorKind" = 'agent' AND s."publicSeq" IS NOT NULL AND s."kind" IN ('text', 'file') AND s."recalledAt" IS NULL
    AND m."fromAddress" IS NULL AND v."email" IS NULL AND (b."channelId" IS NOT NULL OR said."id" IS NULL)
    AND NOT EXISTS (SELECT 1 FROM "OutgoingMail" o WHERE o."aboutId" = s."id")
    AND NOT EXISTS (SELECT 1 FROM "Message" later WHERE later."ticketId" = s."ticketId" AND later."authorKind" = 'customer' AND later."publicSeq" IS NOT NULL AND b."channelId" IS NULL)
  ORDER BY s."staffSeq" DESC LIMIT $2`;
interface MailOfTicket {
  readonly id: string;
  readonly entryId: string;
  readonly fromAddress: string | null;
  readonly subject: string | null;
  readonly automatic: string | null;
  readonly trust: string | null;
  readonly lost: string[];
  readonly source: boolean;
  readonly text: string | null;
  readonly html: boolean;
  /** Whether the page would load pictures from elsewhere. */
  readonly remote: boolean;
}

/** Mail that came in, for those who look after it and for those who answer it. */
@Injectable()
export class ReceivedMails {
  constructor(private readonly db: Database, private readonly events: Events, private readonly storage: Storage, @Inject(Clock) private readonly clock: Clock) {}

  /** Newest first, by key: identifiers grow with time. @throws Problem request/invalid for a cursor that is none */
  async list(actor: Actor, { state, cursor, limit }: z.infer<typeof MailQuery>): Promise<z.infer<typeof ReceivedMailPage>> {
    const before = cursor === undefined ? undefined : POINTER.safeParse(cursor).data;
    if (cursor !== undefined && before === undefined) throw new Problem('request/invalid', undefined, { fields: [{ path: 'cursor', code: 'invalid' }] });
    const rows = await this.db.prisma.incomingMail.findMany({
      where: { ...(state === undefined ? {} : { state }), ...(before === undefined ? {} : { id: { lt: before } }) },
      orderBy: { id: 'desc' }, take: limit + 1, include: WITH_MAILBOX,
    });
    const items = rows.slice(0, limit).map((row) => presentMail(row, actor));
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** Has it read again; what had been ignored becomes a ticket. @throws Problem mail/over when it has its place */
  async retry(tx: Tx, actor: Actor, id: string): Promise<z.infer<typeof ReceivedMail>> {
    const [held] = await tx.$queryRaw<{ state: string; fileId: string | null }[]>`SELECT "state", "fileId" FROM "IncomingMail" WHERE "id" = ${id}::uuid FOR UPDATE`;
    if (!held) throw new Problem('resource/not_found');
    if (!mayRetry(held)) throw new Problem('mail/over');
    const row = await tx.incomingMail.update({ where: { id }, data: { state: 'stored', attempts: 0, dueAt: this.clock.now() }, include: WITH_MAILBOX });
    await this.events.record(tx, actor, 'mail.retried', id, { mailId: id });
    return presentMail(row, actor);
  }

  /** The mails of a ticket that the caller may see. @throws Problem conversation/not_found */
  async ofTicket(actor: Actor, ticketId: string): Promise<TicketMails> {
    await this.demandReach(actor, ticketId, 'conversation/not_found');
    // Words and pages stay in the database: together they may be many megabytes.
    const { rows } = await this.db.pool.query<MailOfTicket>({ name: 'mails-of-ticket', text: OF_TICKET, values: [ticketId, MOST_OF_TICKET, MOST_QUOTED, ELSEWHERE] });
    const received = rows.reverse();
    const sent = (await this.db.prisma.outgoingMail.findMany({ where: { ticketId, kind: { in: ['reply', 'copy'] } }, orderBy: { number: 'desc' }, take: MOST_OF_TICKET })).reverse();
    const deliveries = await this.db.prisma.delivery.findMany({ where: { recipient: { in: sent.map(({ id }) => id) }, channel: 'mail' } });
    return {
      received: received.map((row) => ({
        id: row.id, messageId: row.entryId, from: wordsFor(actor, row.fromAddress ?? ''), subject: row.subject ?? '', automatic: AutomaticKind.safeParse(row.automatic).data ?? null,
        trust: MailTrust.parse(row.trust), quotes: newWordsOf(row.text ?? '').folded, html: row.html, remote: row.remote, lost: row.lost, source: row.source && seesContact(actor),
      })),
      sent: sent.map((row) => {
        const delivery = deliveries.find(({ recipient }) => recipient === row.id);
        const state = DeliveryState.safeParse(delivery?.state).data ?? 'due';
        return { id: row.id, messageId: row.aboutId, to: addressFor(actor, row.toAddress), copy: row.copyOfId !== null, can: { retry: state === 'failed' && actor.permissions.has('ticket.reply') }, state, response: wordsFor(actor, (state === 'delivered' ? delivery?.response : delivery?.lastError) ?? null), bounced: row.bouncedAt !== null, deliveredAt: delivery?.deliveredAt?.toISOString() ?? null };
      }),
      unsent: (await this.db.pool.query<{ id: string }>({ name: 'answers-without-address', text: UNSENT, values: [ticketId, MOST_OF_TICKET] })).rows.map(({ id }) => id),
    };
  }

  /** All of its words, also those it quotes. */
  async text(actor: Actor, id: string): Promise<z.infer<typeof MailText>> {
    return { text: (await this.visible(actor, id)).text ?? '' };
  }

  /** Its page, for a frame in which nothing runs. */
  async page(actor: Actor, id: string, pictures: boolean, reply: FastifyReply): Promise<void> {
    const { html } = await this.visible(actor, id);
    if (html === null) throw new Problem('resource/not_found');
    void reply.headers({ 'content-security-policy': framePolicy(pictures), 'referrer-policy': 'no-referrer', 'cache-control': 'private, no-store', 'x-frame-options': 'SAMEORIGIN' }).type('text/html; charset=utf-8').send(framedPage(html));
  }

  /** As it came, to be saved; never shown as anything but text. */
  async source(actor: Actor, id: string, reply: FastifyReply): Promise<void> {
    const { fileId } = await this.visible(actor, id);
    // Its head is nothing but addresses.
    if (!seesContact(actor)) throw new Problem('permission/missing', { permission: 'customer.contact' });
    const file = fileId === null ? null : await this.db.prisma.file.findUnique({ where: { id: fileId } });
    if (!file) throw new Problem('resource/not_found');
    const bytes = await this.storage.read(file.storageKey, null).catch((fault: unknown) => {
      throw fault instanceof MissingBytes ? new Problem('resource/not_found') : fault;
    });
    void reply.headers({ 'content-disposition': dispositionOf('attachment', `mail-${id}.txt`), 'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'", 'content-length': file.bytes }).type('text/plain').send(bytes);
  }

  /** Whoever sees its ticket, or looks after mail. */
  private async visible(actor: Actor, id: string) {
    const row = await this.db.prisma.incomingMail.findUnique({ where: { id }, select: { text: true, html: true, fileId: true, ticketId: true } });
    if (!row) throw new Problem('resource/not_found');
    if (!actor.permissions.has('mail.manage')) {
      if (row.ticketId === null) throw new Problem('resource/not_found');
      await this.demandReach(actor, row.ticketId, 'resource/not_found');
    }
    return row;
  }

  private async demandReach(actor: Actor, ticketId: string, code: 'resource/not_found' | 'conversation/not_found'): Promise<void> {
    const place = await this.db.prisma.ticket.findUnique({ where: { id: ticketId }, select: { teamId: true, assigneeId: true } });
    if (!place || !isStaff(actor) || !inReach(actor, place)) throw new Problem(code);
  }
}

/** What has its place is not read again, nor what was not kept. */
const mayRetry = ({ state, fileId }: Pick<Row, 'state' | 'fileId'>): boolean => fileId !== null && state !== 'parsed';

const presentMail = (row: Row, actor: Actor): z.infer<typeof ReceivedMail> => ({
  id: row.id,
  mailbox: { id: row.channelId, address: row.mailbox.channel.key },
  state: MailState.parse(row.state),
  reason: row.state === 'stored' ? null : (MailReason.safeParse(row.reason).data ?? null),
  from: wordsFor(actor, row.fromAddress),
  subject: row.subject,
  automatic: AutomaticKind.safeParse(row.automatic).data ?? null,
  bytes: row.bytes,
  source: row.fileId !== null && seesContact(actor),
  ticketId: row.ticketId,
  receivedAt: row.receivedAt.toISOString(),
  can: { retry: mayRetry(row) },
});
