import { Inject, Injectable } from '@nestjs/common';
import type { ReturnReason } from '#contracts/outgoing.js';
import type { Outgoing } from '#prisma/generated/client.js';
import { inReach } from '../accounts/reach.policy.js';
import { FilesService } from '../files/files.service.js';
import { type Actor, SYSTEM, type StaffActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { ConversationService } from '../tickets/conversation.service.js';
import { DraftsService } from '../tickets/drafts.service.js';
import { MessageCrossing } from '../tickets/message-crossing.service.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { UnreadMarks } from '../tickets/unread-marks.service.js';
import { stopOf } from './outgoing.rules.js';

/** What happens to a held reply when its time has come: it is said, in the very commit that ends its waiting, or goes back to its writer. */
@Injectable()
export class OutgoingRelease {
  constructor(
    private readonly conversations: ConversationService,
    private readonly crossing: MessageCrossing,
    private readonly drafts: DraftsService,
    private readonly files: FilesService,
    private readonly timelines: TimelineService,
    private readonly marks: UnreadMarks,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Does nothing to what is not held any more: two that come at once do it once. @param author as he is today, null when deactivated @param early before its time, if nobody else has spoken */
  async release(tx: Tx, author: StaffActor | null, id: string, early = false): Promise<void> {
    const held = await this.lock(tx, id);
    if (!held) return;
    const ticket = await tx.ticket.findUniqueOrThrow({ where: { id: held.ticketId }, select: { teamId: true, assigneeId: true, visitor: { select: { blockedAt: true } } } });
    // Takes the lock of whoever writes: the gate that is read after it stands.
    const customerSpoke = await this.crossing.customerSpoke(tx, held.ticketId, held.seenSeq);
    const { gate } = await tx.timeline.findUniqueOrThrow({ where: { ticketId: held.ticketId }, select: { gate: true } });
    const stop = stopOf({
      author: author && { mayReply: author.permissions.has('ticket.reply'), inReach: inReach(author, ticket) },
      blocked: ticket.visitor?.blockedAt != null,
      customerSpoke,
      gate,
    });
    if (stop || !author) return this.giveBack(tx, author ?? SYSTEM, held, stop ?? 'author_gone');
    // Looked at because of what does not stop it: it goes on waiting for its time.
    if (!early && held.dueAt > this.clock.now()) return void (await tx.outgoing.update({ where: { id }, data: { nextAt: held.dueAt } }));
    const { clientMessageId, text, fileIds, replyToId } = held;
    await this.files.letGo(tx, fileIds);
    const written = await this.conversations.release(tx, author, held.ticketId, {
      clientMessageId, kind: fileIds.length > 0 ? 'file' : 'text', ...(text === null ? {} : { text }), ...(fileIds.length > 0 ? { attachmentIds: fileIds } : {}), ...(replyToId === null ? {} : { replyTo: replyToId }),
    });
    if (!('message' in written)) return this.giveBack(tx, author, held, written.outcome === 'merged' ? 'merged' : 'closed');
    await tx.outgoing.update({ where: { id }, data: { state: 'released', messageId: written.message.id, endedAt: this.clock.now() } });
    await this.events.record(tx, author, 'outgoing.released', id, { outgoingId: id, ticketId: held.ticketId, accountId: held.accountId, messageId: written.message.id });
  }

  /** It cannot be said: told on the ticket, and its words go back to the writer. */
  async giveUp(tx: Tx, actor: Actor, id: string, reason: ReturnReason): Promise<void> {
    const held = await this.lock(tx, id);
    if (held) await this.giveBack(tx, actor, held, reason);
  }

  private async giveBack(tx: Tx, actor: Actor, held: Outgoing, reason: ReturnReason): Promise<void> {
    const { id, ticketId, accountId, text } = held;
    await tx.outgoing.update({ where: { id }, data: { state: 'returned', reason, endedAt: this.clock.now() } });
    // Its files stay kept until it is put aside. Of a ticket that was merged the talk goes on in another: there he can send it.
    const [last] = await tx.$queryRaw<{ id: string }[]>`SELECT talk_goes_on_in(${ticketId}::uuid) AS "id"`;
    const into = last?.id ?? ticketId;
    if (text !== null && reason !== 'author_gone') await this.drafts.giveBack(tx, { ticketId: into, accountId, text });
    const { name } = await tx.account.findUniqueOrThrow({ where: { id: accountId }, select: { name: true } });
    await this.timelines.append(tx, SYSTEM, into, [{ code: 'reply.returned', data: { name, reason } }]);
    if (reason !== 'author_gone') await this.marks.raise(tx, into, accountId);
    await this.events.record(tx, actor, 'outgoing.returned', id, { outgoingId: id, ticketId, accountId, reason });
  }

  private async lock(tx: Tx, id: string): Promise<Outgoing | null> {
    await tx.$queryRaw`SELECT 1 FROM "Outgoing" WHERE "id" = ${id}::uuid FOR UPDATE`;
    return tx.outgoing.findFirst({ where: { id, state: 'held' } });
  }
}
