import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { SideConversationDraft, SideConversations, SideMessageDraft, SideThread } from '#contracts/side-conversations.js';
import type { SideConversation as Row } from '#prisma/generated/client.js';
import { Correspondents } from '../customers/correspondents.service.js';
import { FilesService } from '../files/files.service.js';
import type { Actor, StaffActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { MergedTalk } from '../tickets/merged-talk.service.js';
import { leadsToUs } from './side-address.rules.js';
import { presentSide, presentSideMessage } from './side-conversation.present.js';

const MOST_SHOWN = 50;
const MOST_MESSAGES = 200;

/** Talks by mail with people outside, beside a ticket: begun, gone on with, done. */
@Injectable()
export class SideConversationsService {
  constructor(
    private readonly db: Database,
    private readonly access: ConversationAccess,
    private readonly merged: MergedTalk,
    private readonly correspondents: Correspondents,
    private readonly files: FilesService,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem conversation/not_found */
  async ofTicket(actor: StaffActor, ticketId: string): Promise<z.infer<typeof SideConversations>> {
    await this.access.asStaff(actor, ticketId);
    // Also those of what was merged into it, as far as this person reaches: what a partner answers there is told here.
    const ticket = await this.merged.wholeWhere(actor, ticketId);
    const rows = await this.db.prisma.sideConversation.findMany({ where: { ticket }, orderBy: { lastAt: 'desc' }, take: MOST_SHOWN, include: { messages: { orderBy: { id: 'desc' }, take: 1 } } });
    const partners = await this.db.prisma.partner.findMany({ where: { address: { in: rows.flatMap(({ addresses }) => addresses) } } });
    return { items: rows.map((row) => presentSide(actor, row, row.messages[0]?.text ?? '', partners)), canStart: actor.permissions.has('ticket.reply') };
  }

  /** With its messages, the latest last. @throws Problem resource/not_found, conversation/not_found */
  async one(actor: StaffActor, id: string): Promise<SideThread> {
    const row = await this.db.prisma.sideConversation.findUnique({ where: { id }, include: { messages: { orderBy: { id: 'desc' }, take: MOST_MESSAGES } } });
    if (!row) throw new Problem('resource/not_found');
    await this.access.asStaff(actor, row.ticketId);
    const messages = row.messages.reverse();
    const ids = messages.map((message) => message.id);
    const partners = await this.db.prisma.partner.findMany({ where: { address: { in: row.addresses } } });
    const files = await this.db.prisma.file.findMany({ where: { messageId: { in: ids } }, orderBy: { id: 'asc' } });
    const sent = await this.db.prisma.outgoingMail.findMany({ where: { aboutId: { in: ids }, kind: 'side' }, orderBy: { number: 'asc' } });
    const deliveries = await this.db.prisma.delivery.findMany({ where: { recipient: { in: sent.map((mail) => mail.id) }, channel: 'mail' } });
    return { ...presentSide(actor, row, messages.at(-1)?.text ?? '', partners), messages: messages.map((message) => presentSideMessage(message, { files, sent, deliveries })) };
  }

  /** A repeat gets its first. @throws Problem conversation/not_found, side/no_mailbox, side/own_address, those of its files */
  async open(tx: Tx, actor: StaffActor, ticketId: string, { subject, to, ...words }: z.infer<typeof SideConversationDraft>): Promise<string> {
    await this.access.asStaffIn(tx, actor, ticketId);
    // Two repeats take turns.
    await tx.$queryRaw`SELECT 1 FROM "Ticket" WHERE "id" = ${ticketId}::uuid FOR NO KEY UPDATE`;
    const known = await tx.sideMessage.findUnique({ where: { accountId_clientMessageId: { accountId: actor.id, clientMessageId: words.clientMessageId } } });
    if (known) return known.sideConversationId;
    const addresses = [...new Set(to)];
    const [id, now] = [newId(), this.clock.now()];
    const channelId = await this.mailbox(tx, ticketId, addresses);
    const row = await tx.sideConversation.create({ data: { id, ticketId, channelId, subject, addresses, openedById: actor.id, createdAt: now, lastAt: now } });
    await this.events.record(tx, actor, 'side_conversation.opened', id, { sideConversationId: id, ticketId });
    await this.put(tx, actor, row, words);
    return id;
  }

  /** @throws Problem resource/not_found, conversation/not_found, those of its files */
  async say(tx: Tx, actor: StaffActor, id: string, words: z.infer<typeof SideMessageDraft>): Promise<string> {
    const row = await this.hold(tx, actor, id);
    const known = await tx.sideMessage.findUnique({ where: { accountId_clientMessageId: { accountId: actor.id, clientMessageId: words.clientMessageId } } });
    if (known && known.sideConversationId !== id) throw new Problem('message/id_reused');
    if (!known) await this.put(tx, actor, row, words);
    return id;
  }

  /** Done, or open again. Asked twice it changes nothing. */
  async complete(tx: Tx, actor: StaffActor, id: string, done: boolean): Promise<string> {
    const { ticketId, state } = await this.hold(tx, actor, id);
    const wanted = done ? 'done' : 'open';
    if (state === wanted) return id;
    await tx.sideConversation.update({ where: { id }, data: { state: wanted, ...(done ? { unread: false } : {}) } });
    await this.events.record(tx, actor, done ? 'side_conversation.completed' : 'side_conversation.reopened', id, { sideConversationId: id, ticketId });
    return id;
  }

  /** Somebody has looked at what came. */
  async read(tx: Tx, actor: StaffActor, id: string): Promise<{ ok: true }> {
    await this.hold(tx, actor, id);
    await tx.sideConversation.update({ where: { id }, data: { unread: false } });
    return { ok: true };
  }

  private async put(tx: Tx, actor: StaffActor, row: Row, { clientMessageId, text, attachmentIds = [] }: z.infer<typeof SideMessageDraft>): Promise<void> {
    const [id, createdAt] = [newId(), this.clock.now()];
    const { ticketId, channelId } = row;
    await tx.sideMessage.create({ data: { id, sideConversationId: row.id, direction: 'out', accountId: actor.id, clientMessageId, authorName: actor.name, text, createdAt } });
    if (attachmentIds.length > 0) await this.files.attach(tx, await this.files.reserve(tx, actor, attachmentIds), { ticketId, messageId: id });
    await tx.sideConversation.update({ where: { id: row.id }, data: { lastAt: createdAt, state: 'open' } });
    await this.events.record(tx, actor, 'side_message.sent', row.id, { sideConversationId: row.id, ticketId, sideMessageId: id, channelId });
  }

  private async hold(tx: Tx, actor: Actor, id: string): Promise<Row> {
    await tx.$queryRaw`SELECT 1 FROM "SideConversation" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const row = await tx.sideConversation.findUnique({ where: { id } });
    if (!row) throw new Problem('resource/not_found');
    await this.access.asStaffIn(tx, actor, row.ticketId);
    return row;
  }

  /** The ticket's own, or the first of its store. Neither the customer nor one of our boxes is somebody outside. */
  private async mailbox(tx: Tx, ticketId: string, addresses: readonly string[]): Promise<string> {
    const { channel } = await tx.ticket.findUniqueOrThrow({ where: { id: ticketId }, select: { channel: { select: { id: true, kind: true, storeId: true } } } });
    const theirs = await this.correspondents.addressesOf(tx, ticketId);
    const ours = (await tx.channel.findMany({ where: { kind: 'mailbox' }, select: { key: true } })).map(({ key }) => key);
    if (addresses.some((address) => leadsToUs(address, ours) || theirs.includes(address))) throw new Problem('side/own_address');
    if (channel.kind === 'mailbox') return channel.id;
    const box = await tx.channel.findFirst({ where: { kind: 'mailbox', storeId: channel.storeId, mailbox: { isOn: true } }, orderBy: { id: 'asc' }, select: { id: true } });
    if (!box) throw new Problem('side/no_mailbox');
    return box.id;
  }
}
