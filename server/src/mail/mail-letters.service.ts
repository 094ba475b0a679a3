import { Injectable } from '@nestjs/common';
import { Locale } from '#contracts/common.js';
import type { Message, OutgoingMail, Prisma } from '#prisma/generated/client.js';
import { Database } from '../platform/db.js';
import { Storage } from '../platform/files/storage.js';
import type { Letter } from '../platform/mailer.js';
import { SettingsService } from '../settings/settings.service.js';
import { MailTexts } from './mail-texts.service.js';
import { MailJudging } from './mail-judging.service.js';
import { SideLetters } from './side-letters.service.js';
import { signedAddress } from './reply-address.js';
import { pageOfReply, plainReply, type ReplyParts, replySubject } from './reply-mail.rules.js';
import { MAIL_WORDS } from './templates/mail-words.js';

const MOST_FILES_BYTES = 20 * 2 ** 20;
const MOST_REFERENCES = 20;

const WHOLE = { mailbox: { include: { channel: { include: { store: { select: { name: true } } } } } } } satisfies Prisma.OutgoingMailInclude;
type Outgoing = Prisma.OutgoingMailGetPayload<{ include: typeof WHOLE }>;
interface Thread {
  readonly number: number;
  readonly teamId: string | null;
  readonly subject: string | null;
  readonly locale: Locale;
  readonly zone: string;
}

/** Writes what leaves a mailbox, each time from the rows as they are then. */
@Injectable()
export class MailLetters {
  constructor(private readonly db: Database, private readonly settings: SettingsService, private readonly storage: Storage, private readonly judging: MailJudging, private readonly texts: MailTexts, private readonly sides: SideLetters) {}

  /** @returns null when there is no sense in sending it any more: it was taken back, or its writer is blocked */
  async write(outgoingId: string): Promise<Letter | null> {
    const sent = await this.db.prisma.outgoingMail.findUnique({ where: { id: outgoingId }, include: WHOLE });
    if (sent?.kind === 'side') return this.sides.write(sent, sent.mailbox);
    const thread = sent && (await this.thread(sent.ticketId));
    if (!sent || !thread) return null;
    return sent.kind === 'receipt' ? this.receipt(sent, thread) : this.reply(sent, thread);
  }

  /** An address that an answer to a ticket's letter may go to, of the ticket's own mailbox or of its store's. Null where there is none. */
  async replyAddress(ticketId: string): Promise<string | null> {
    const ticket = await this.db.prisma.ticket.findUnique({ where: { id: ticketId }, select: { number: true, channel: { select: { id: true, kind: true, storeId: true } } } });
    if (!ticket) return null;
    const { channel } = ticket;
    const box = await this.db.prisma.mailbox.findFirst({
      where: { isOn: true, channel: channel.kind === 'mailbox' ? { id: channel.id } : { storeId: channel.storeId } },
      orderBy: { channelId: 'asc' },
      select: { channel: { select: { key: true, secret: true } } },
    });
    return box && signedAddress(box.channel.key, box.channel.secret, { use: 'thread', number: ticket.number });
  }

  private async reply(sent: Outgoing, thread: Thread): Promise<Letter | null> {
    const message = await this.db.prisma.message.findFirst({ where: { id: sent.aboutId, recalledAt: null } });
    if (!message) return null;
    const words = MAIL_WORDS[thread.locale];
    const former = await this.db.prisma.message.findFirst({
      where: {
        OR: [{ ticketId: sent.ticketId, staffSeq: { lt: message.staffSeq } }, { ticketId: { in: await this.mergedInto(sent.ticketId) }, createdAt: { lte: message.createdAt } }],
        authorKind: 'customer', publicSeq: { not: null }, recalledAt: null, text: { not: null },
      },
      orderBy: [{ createdAt: 'desc' }, { staffSeq: 'desc' }],
    });
    const { attachments, leftOut } = await this.files(message);
    const parts: ReplyParts = {
      words: [message.text, leftOut.length > 0 ? words.leftOut({ names: leftOut.join(', ') }) : null].filter((part) => part).join('\n\n'),
      signature: await this.texts.under({ writerId: message.senderId, teamId: thread.teamId, mailbox: sent.mailbox.signature }),
      former: former && { line: words.wrote({ name: former.authorName, date: dated(former.createdAt, thread) }), text: former.text ?? '' },
    };
    // What no person wrote says so, so that other machines keep still, and has no person's name.
    const byItself = message.authorKind === 'bot';
    const envelope = await this.envelope(sent, thread, byItself ? null : message.authorName);
    return { ...envelope, text: plainReply(parts), html: pageOfReply(parts), attachments, automatic: byItself ? 'auto-replied' : null };
  }

  private async receipt(sent: Outgoing, thread: Thread): Promise<Letter> {
    const parts: ReplyParts = {
      words: await this.texts.receipt(thread.locale, { shop: sent.mailbox.channel.store.name, number: thread.number }),
      signature: await this.texts.under({ writerId: null, teamId: thread.teamId, mailbox: sent.mailbox.signature }),
      former: null,
    };
    return { ...(await this.envelope(sent, thread, null)), text: plainReply(parts), html: pageOfReply(parts), automatic: 'auto-replied' };
  }

  /** Who it is from and to, and what it belongs to: the same each time, so that a repeat can be recognised. */
  private async envelope(sent: Outgoing, thread: Thread, author: string | null) {
    const { key, secret, name, store } = sent.mailbox.channel;
    // Only what the customer may see: what a third person wrote stands beside the talk, and neither its subject nor its id goes out.
    const received = await this.db.prisma.$queryRaw<{ id: string; messageId: string; subject: string | null; automatic: string | null }[]>`
      SELECT m."id", m."messageId", m."subject", m."automatic" FROM "IncomingMail" m JOIN "Message" e ON e."id" = m."entryId"
      WHERE m."ticketId" IN (SELECT tickets_of_talk(${sent.ticketId}::uuid)) AND m."state" = 'parsed' AND m."messageId" IS NOT NULL AND m."receivedAt" <= ${sent.createdAt} AND e."publicSeq" IS NOT NULL
      ORDER BY m."id" DESC LIMIT ${MOST_REFERENCES}`;
    const main = sent.copyOfId === null ? sent : await this.db.prisma.outgoingMail.findUniqueOrThrow({ where: { id: sent.copyOfId } });
    const copies = await this.db.prisma.outgoingMail.findMany({ where: { copyOfId: main.id }, orderBy: { number: 'asc' }, select: { toAddress: true } });
    const before = await this.db.prisma.outgoingMail.findMany({ where: { ticketId: { in: [sent.ticketId, ...(await this.mergedInto(sent.ticketId))] }, number: { lt: main.number }, copyOfId: null, kind: { not: 'side' } }, orderBy: { number: 'desc' }, take: MOST_REFERENCES, select: { id: true } });
    const ids = [...received.map(({ id, messageId }) => ({ at: id, is: messageId })), ...before.map(({ id }) => ({ at: id, is: this.messageIdOf(id) }))];
    const references = ids.sort((a, b) => (a.at < b.at ? -1 : 1)).slice(-MOST_REFERENCES).map(({ is }) => is);
    const last = received.find(({ automatic }) => automatic === null) ?? received[0];
    const subject = last?.subject || thread.subject;
    return {
      messageId: this.messageIdOf(main.id),
      to: main.toAddress,
      cc: copies.map(({ toAddress }) => toAddress),
      envelopeTo: sent.toAddress,
      from: { name: author === null || author === '' ? name : `${author} · ${name}`, address: key },
      replyTo: { name, address: signedAddress(key, secret, { use: 'thread', number: thread.number }) },
      envelopeFrom: signedAddress(key, secret, { use: 'back', number: sent.number }),
      subject: subject ? replySubject(subject) : await this.texts.subject(thread.locale, { shop: store.name, number: thread.number }),
      references,
      inReplyTo: last?.messageId ?? references.at(-1),
      automatic: null,
    } as const;
  }

  /** What was merged into it of the same customer: one talk with it. */
  private async mergedInto(ticketId: string): Promise<string[]> {
    const rows = await this.db.prisma.$queryRaw<{ id: string }[]>`SELECT "id" FROM tickets_of_talk(${ticketId}::uuid) "id" WHERE "id" <> ${ticketId}::uuid`;
    return rows.map(({ id }) => id);
  }

  private messageIdOf(id: OutgoingMail['id']): string {
    return `<${id}@${this.judging.ownHost}>`;
  }

  private async thread(ticketId: string): Promise<Thread | null> {
    const ticket = await this.db.prisma.ticket.findUnique({ where: { id: ticketId }, select: { number: true, teamId: true, subject: true, visitor: { select: { locale: true, zone: true, blockedAt: true } } } });
    if (!ticket || ticket.visitor?.blockedAt) return null;
    const { defaultLocale } = await this.settings.current();
    return { number: ticket.number, teamId: ticket.teamId, subject: ticket.subject, locale: Locale.safeParse(ticket.visitor?.locale).data ?? defaultLocale, zone: ticket.visitor?.zone ?? 'UTC' };
  }

  private async files({ id }: Message) {
    const rows = await this.db.prisma.file.findMany({ where: { messageId: id }, orderBy: { id: 'asc' } });
    const attachments: { filename: string; contentType: string; content: Awaited<ReturnType<Storage['read']>> }[] = [];
    const leftOut: string[] = [];
    let bytes = 0;
    for (const file of rows) {
      bytes += file.bytes;
      if (bytes > MOST_FILES_BYTES) leftOut.push(file.name);
      else attachments.push({ filename: file.name, contentType: file.mediaType, content: await this.storage.read(file.storageKey, null) });
    }
    return { attachments, leftOut };
  }
}

const dated = (at: Date, { locale, zone }: Thread): string => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(at);
