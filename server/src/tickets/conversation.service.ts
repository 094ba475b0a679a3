import { Inject, Injectable } from '@nestjs/common';
import type { MessageSend, MessageSent } from '#contracts/messages.js';
import { authorNameOf } from '../customers/contact.policy.js';
import type { Actor, StaffActor, VisitorActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import type { StoredMessage } from './message.rules.js';
import { MergedTalk } from './merged-talk.service.js';
import { MessageCrossing } from './message-crossing.service.js';
import { MessageFiles } from './message-files.service.js';
import { MessageQuotes } from './message-quotes.service.js';
import { MessageWriter, type NewMessage, type Written } from './message-writer.service.js';
import { NoteMentions } from './note-mentions.service.js';
import { SpamBirths } from './spam-birth.service.js';
import { TicketSnoozeService } from './ticket-snooze.service.js';
import { TimelineService } from './timeline.service.js';
import { ownsConversation } from './tickets.policy.js';

/** Merges that come in between while somebody writes. */
const MOST_STEPS = 4;

/** Sending: into a conversation, into a closed one (which opens a linked one), or as the first word of a new one. */
@Injectable()
export class ConversationService {
  constructor(
    private readonly db: Database,
    private readonly writer: MessageWriter,
    private readonly files: MessageFiles,
    private readonly timelines: TimelineService,
    private readonly quotes: MessageQuotes,
    private readonly mentions: NoteMentions,
    private readonly snoozes: TicketSnoozeService,
    private readonly merged: MergedTalk,
    private readonly births: SpamBirths,
    private readonly events: Events,
    private readonly crossing: MessageCrossing,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * A customer's message. Rights to `conversationId` are checked before. Repeats get the first answer.
   * To a merged ticket: into the one its talk goes on in, or into one of his own where that is another customer's.
   * @throws Problem message/id_reused, message/kind_unavailable, those of its files
   */
  async send(actor: VisitorActor, send: MessageSend, fromSocketId?: string): Promise<MessageSent> {
    if (send.internal) throw new Problem('permission/missing');
    for (const path of ['seenSeq', 'mentionIds'] as const) if (send[path] !== undefined) throw unknown(path);
    const content = { ...contentOf(send), clientMessageId: send.clientMessageId, fromSocketId };
    if (send.conversationId === undefined && send.replyTo !== undefined) throw unknown('replyTo');
    if (send.conversationId === undefined) return this.start(actor, content, null);
    const written = await this.write(actor, customerMessage(actor, send.conversationId, content), content.fileIds, send.replyTo);
    if (written.outcome === 'posted') return sent(written.message, 'public');
    if (written.outcome === 'closed') return this.start(actor, content, send.conversationId);
    if (written.outcome === 'merged') return this.sendOn(actor, content, send.conversationId);
    return sent(await this.orRefuse(send.conversationId, written, send.replyTo), 'public');
  }

  /** What it answers, if anything, stands in the talk that was merged; the words go on without it. */
  private async sendOn(actor: VisitorActor, content: Content, mergedId: string, stepsLeft = MOST_STEPS): Promise<MessageSent> {
    const into = await this.merged.goesOnIn(actor, mergedId);
    if (into === null) return this.start(actor, content, mergedId);
    const written = await this.write(actor, customerMessage(actor, into, content), content.fileIds, undefined);
    if (written.outcome === 'closed') return this.start(actor, content, into);
    // Merged on in this moment, or undone: looked at anew, but not for ever, since the target may have been deleted.
    if (written.outcome === 'merged') return stepsLeft > 0 ? this.sendOn(actor, content, into, stepsLeft - 1) : this.start(actor, content, into);
    return sent(await this.orRefuse(into, written), 'public');
  }

  /** A staff message; `ticket.reply` or `ticket.note` by its kind. */
  async sendAsStaff(actor: StaffActor, ticketId: string, send: Omit<MessageSend, 'conversationId'>, fromSocketId?: string): Promise<MessageSent> {
    const internal = send.internal ?? false;
    const needed = internal ? 'ticket.note' : 'ticket.reply';
    if (!actor.permissions.has(needed)) throw new Problem('permission/missing', { permission: needed });
    const { seenSeq, mentionIds = [] } = send;
    // What a customer reads points to no colleague.
    if (mentionIds.length > 0 && !internal) throw unknown('mentionIds');
    const { kind, text, fileIds } = contentOf(send);
    const message = { ...staffMessage(actor, ticketId, { ...send, internal, text, fromSocketId }), kind };
    const written = seenSeq === undefined || internal ? await this.write(actor, message, fileIds, send.replyTo, mentionIds) : await this.db.transaction((tx) => this.writeUncrossed(tx, actor, message, fileIds, send.replyTo, seenSeq));
    if (written.outcome === 'repeat') await this.mentions.demandSame(this.db.prisma, written.message.id, mentionIds);
    return sent(written.outcome === 'posted' ? written.message : await this.orRefuse(ticketId, written, send.replyTo), 'staff');
  }

  // A repeat of what was written gets its first answer, whatever was said since.
  private async writeUncrossed(tx: Tx, actor: StaffActor, message: NewMessage, fileIds: readonly string[], replyTo: string | undefined, seenSeq: number): Promise<Written> {
    const known = await tx.message.count({ where: { senderId: actor.id, clientMessageId: message.clientMessageId } });
    if (known === 0) await this.crossing.demandSeen(tx, actor, message.ticketId, seenSeq);
    return this.writeIn(tx, actor, message, fileIds, replyTo);
  }

  /** What a person wrote before, said now. Rights are the caller's to check. @throws Problem those of its files and of what it answers */
  async release(tx: Tx, actor: StaffActor, ticketId: string, send: Pick<MessageSend, 'clientMessageId' | 'kind' | 'text' | 'attachmentIds' | 'replyTo'>): Promise<Written> {
    const { kind, text, fileIds } = contentOf(send);
    return this.writeIn(tx, actor, { ...staffMessage(actor, ticketId, { clientMessageId: send.clientMessageId, internal: false, text }), kind }, fileIds, send.replyTo);
  }

  /** A person's words as part of another verb, which may go on with what they have changed. @throws Problem permission/missing, conversation/closed */
  async sayAsStaff(tx: Tx, actor: StaffActor, ticketId: string, words: { clientMessageId: string; text: string; internal: boolean }): Promise<void> {
    const needed = words.internal ? 'ticket.note' : 'ticket.reply';
    if (!actor.permissions.has(needed)) throw new Problem('permission/missing', { permission: needed });
    const [written] = await this.writer.writeIn(tx, [staffMessage(actor, ticketId, words)]);
    await this.orRefuse(ticketId, written ?? { outcome: 'missing' });
  }

  // Plain text goes the fast way, with whatever else arrives now; what brings files, answers a certain message or mentions somebody needs a commit of its own.
  private write(actor: Actor, message: NewMessage, fileIds: readonly string[], replyTo: string | undefined, mentionIds: readonly string[] = []): Promise<Written> {
    if (fileIds.length === 0 && replyTo === undefined && mentionIds.length === 0) return this.writer.write(message);
    return this.db.transaction((tx) => this.writeIn(tx, actor, message, fileIds, replyTo, mentionIds));
  }

  private async writeIn(tx: Tx, actor: Actor, message: NewMessage, fileIds: readonly string[], replyTo: string | undefined, mentionIds: readonly string[] = []): Promise<Written> {
    const put = async (one: NewMessage) => (fileIds.length > 0 ? this.files.write(tx, actor, one, fileIds) : (await this.writer.writeIn(tx, [one]))[0]);
    const quoted = (one: NewMessage) => this.quotes.write(tx, one, replyTo, put);
    return (await this.mentions.write(tx, actor, message, mentionIds, quoted)) ?? { outcome: 'missing' as const };
  }

  private async orRefuse(ticketId: string, written: Written, replyTo?: string): Promise<StoredMessage> {
    if (written.outcome === 'repeat') await this.quotes.demandSame(this.db.prisma, written.message, ticketId, replyTo ?? null);
    if ('message' in written) return written.message;
    if (written.outcome === 'missing') throw new Problem('conversation/not_found');
    if (written.outcome === 'closed') throw new Problem('conversation/closed');
    const ticket = await this.db.prisma.ticket.findUnique({ where: { id: ticketId }, select: { mergedIntoId: true } });
    throw new Problem('conversation/merged', { targetId: ticket?.mergedIntoId ?? null });
  }

  /**
   * A customer's words as part of another verb: into an own conversation, into the one that continues a closed one, or
   * as the first of a new one. Nobody is called by them; the next word that is written live wakes the conversation.
   * @throws Problem conversation/not_found, message/id_reused
   */
  async leaveWord(tx: Tx, actor: VisitorActor, { conversationId, clientMessageId, text }: { conversationId?: string | undefined; clientMessageId: string; text: string }): Promise<StoredMessage> {
    const content: Content = { kind: 'text', text, fileIds: [], clientMessageId, fromSocketId: undefined };
    if (conversationId === undefined) return this.hushed(tx, await this.startIn(tx, actor, content, null));
    const [ticket] = await tx.$queryRaw<{ visitorId: string | null; customerId: string | null }[]>`SELECT "visitorId", "customerId" FROM "Ticket" WHERE "id" = ${conversationId}::uuid`;
    if (!ticket || !ownsConversation(actor, ticket)) throw new Problem('conversation/not_found');
    const into = (await this.merged.hold(tx, actor, conversationId, false)) ?? conversationId;
    await tx.timeline.updateMany({ where: { ticketId: into, gate: 'quiet' }, data: { gate: 'open' } });
    const [written] = await this.writer.writeIn(tx, [customerMessage(actor, into, content)]);
    if (!written || written.outcome === 'missing') throw new Problem('conversation/not_found');
    if (written.outcome === 'closed' || written.outcome === 'merged') return this.hushed(tx, await this.startIn(tx, actor, content, into));
    await this.snoozes.heard(tx, actor, into);
    return this.hushed(tx, await this.orRefuse(into, written));
  }

  private async hushed(tx: Tx, message: StoredMessage): Promise<StoredMessage> {
    await tx.timeline.updateMany({ where: { ticketId: message.ticketId, gate: 'open', ticket: { chats: { none: { state: { not: 'ended' } } } } }, data: { gate: 'quiet' } });
    return message;
  }

  /** Opens a ticket with its first message, once however often the message is repeated. */
  private start(actor: VisitorActor, content: Content, linkedFromId: string | null): Promise<MessageSent> {
    return this.db.transaction((tx) => this.startIn(tx, actor, content, linkedFromId)).then((message) => sent(message, 'public'));
  }

  private async startIn(tx: Tx, actor: VisitorActor, content: Content, linkedFromId: string | null): Promise<StoredMessage> {
    // The visitor's row is the lock: two first messages of one visitor take turns, and a repeat finds the first.
    const [visitor] = await tx.$queryRaw<{ channelId: string; customerId: string | null; teamId: string | null }[]>`
      SELECT v."channelId", v."customerId", c."teamId" FROM "Visitor" v JOIN "Channel" c ON c."id" = v."channelId" WHERE v."id" = ${actor.id}::uuid FOR UPDATE OF v`;
    if (!visitor) throw new Problem('visitor/token_invalid');
    // The ticket that is continued is the lock of two browsers of one customer.
    if (linkedFromId) await tx.$queryRaw`SELECT 1 FROM "Ticket" WHERE "id" = ${linkedFromId}::uuid FOR NO KEY UPDATE`;
    const known = await this.existing(tx, actor, content.clientMessageId, linkedFromId);
    const ticketId = known ?? (await this.openTicket(tx, actor, visitor, linkedFromId));
    const message = customerMessage(actor, ticketId, content);
    const written = content.fileIds.length > 0 ? await this.files.write(tx, actor, message, content.fileIds) : (await this.writer.writeIn(tx, [message]))[0];
    if (!written || !('message' in written)) throw new Problem('conversation/closed');
    if (known === null) await this.births.tell(tx, ticketId);
    if (known === null && linkedFromId) {
      await this.timelines.tellOfLink(tx, actor, linkedFromId, ticketId);
      await this.merged.tellOfAnother(tx, actor, linkedFromId, ticketId);
    }
    return written.message;
  }

  private async existing(tx: Tx, actor: VisitorActor, clientMessageId: string, linkedFromId: string | null): Promise<string | null> {
    const first = await tx.message.findUnique({ where: { senderId_clientMessageId: { senderId: actor.id, clientMessageId } }, select: { ticketId: true } });
    if (first) return first.ticketId;
    if (!linkedFromId) return null;
    const linked = await tx.ticket.findFirst({ where: { linkedFromId, state: { not: 'closed' } }, select: { id: true }, orderBy: { id: 'desc' } });
    return linked?.id ?? null;
  }

  private async openTicket(tx: Tx, actor: VisitorActor, visitor: { channelId: string; customerId: string | null; teamId: string | null }, linkedFromId: string | null): Promise<string> {
    const id = newId();
    const now = this.clock.now();
    const { channelId, customerId, teamId } = visitor;
    await tx.ticket.create({ data: { ...(await this.births.marks(tx, actor.id)), id, channelId, teamId, customerId, visitorId: actor.id, linkedFromId, createdAt: now, timeline: { create: { lastMessageAt: now } } } });
    await this.events.record(tx, actor, 'ticket.opened', id, { ticketId: id, teamId, assigneeId: null, channelId });
    return id;
  }
}

interface Substance {
  readonly kind: 'text' | 'file';
  readonly text: string | null;
  readonly fileIds: readonly string[];
}
type Content = Substance & { readonly clientMessageId: string; readonly fromSocketId: string | undefined };

const customerMessage = (actor: VisitorActor, ticketId: string, content: Content): NewMessage => ({
  ticketId,
  senderId: actor.id,
  clientMessageId: content.clientMessageId,
  authorKind: 'customer',
  authorName: authorNameOf(actor),
  kind: content.kind,
  text: content.text,
  card: null,
  system: null,
  internal: false,
  fromSocketId: content.fromSocketId,
});

const staffMessage = (actor: StaffActor, ticketId: string, words: { clientMessageId: string; text: string | null; internal: boolean; fromSocketId?: string | undefined }): NewMessage => ({
  ticketId,
  senderId: actor.id,
  clientMessageId: words.clientMessageId,
  authorKind: 'agent',
  authorName: actor.name,
  kind: 'text',
  text: words.text,
  card: null,
  system: null,
  internal: words.internal,
  fromSocketId: words.fromSocketId,
});

// Orders and products have a place in the protocol and come with their slices.
function contentOf(send: Omit<MessageSend, 'conversationId'>): Substance {
  const { kind, text, attachmentIds: fileIds = [] } = send;
  if ((kind !== 'text' && kind !== 'file') || send.orderId || send.productId) throw new Problem('message/kind_unavailable');
  const said = text === undefined || text.trim() === '' ? null : text;
  if (kind === 'text' && said === null) throw missing('text');
  if ((kind === 'file') !== fileIds.length > 0) throw missing('attachmentIds');
  return { kind, text: said, fileIds };
}

const unknown = (path: string) => new Problem('request/invalid', undefined, { fields: [{ path, code: 'unknown' }] });
const missing = (path: string) => new Problem('request/invalid', undefined, { fields: [{ path, code: 'required' }] });

const sent = (message: StoredMessage, stream: 'public' | 'staff'): MessageSent => ({
  conversationId: message.ticketId,
  message: { id: message.id, seq: stream === 'staff' ? message.staffSeq : (message.publicSeq ?? message.staffSeq), createdAt: message.createdAt.toISOString() },
});
