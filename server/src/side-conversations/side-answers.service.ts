import { Inject, Injectable } from '@nestjs/common';
import type { AutomaticKind } from '#contracts/mail.js';
import { FilesService } from '../files/files.service.js';
import { type Actor, SYSTEM, type VisitorActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { UnreadMarks } from '../tickets/unread-marks.service.js';

export interface SideAnswer {
  readonly sideConversationId: string;
  readonly mailId: string;
  readonly from: { readonly address: string; readonly name: string };
  readonly text: string;
  readonly automatic: AutomaticKind | null;
  readonly fileIds: readonly string[];
}

/** What comes back from outside: into the side conversation and nowhere else. */
@Injectable()
export class SideAnswers {
  constructor(
    private readonly files: FilesService,
    private readonly timelines: TimelineService,
    private readonly marks: UnreadMarks,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Whoever brings its files in: nobody, so that no customer comes to own them. */
  bringer(sideConversationId: string, channelId: string): VisitorActor {
    return { kind: 'customer', id: sideConversationId, name: '', channelId, customerId: null, permissions: new Set(), teamIds: [], sessionId: null };
  }

  /** @returns the ticket beside which it stands */
  async take(tx: Tx, bringer: Actor, answer: SideAnswer): Promise<{ ticketId: string }> {
    const row = await this.hold(tx, answer.sideConversationId);
    const [id, createdAt] = [newId(), this.clock.now()];
    const { ticketId } = row;
    const name = answer.from.name || answer.from.address;
    await tx.sideMessage.create({
      data: { id, sideConversationId: row.id, direction: 'in', authorName: name, fromAddress: answer.from.address, text: answer.text, mailId: answer.mailId, automatic: answer.automatic, createdAt },
    });
    if (answer.fileIds.length > 0) await this.files.attach(tx, await this.files.reserve(tx, bringer, answer.fileIds), { ticketId, messageId: id });
    await tx.sideConversation.update({ where: { id: row.id }, data: { lastAt: createdAt, unread: true, ...(answer.automatic === null ? { state: 'open' } : {}) } });
    await this.tell(tx, row, 'side.answered', { name, text: row.subject });
    await this.events.record(tx, SYSTEM, 'side_conversation.answered', row.id, { sideConversationId: row.id, ticketId });
    return { ticketId };
  }

  /** A mail of it came back, or was not taken for hours. */
  async fail(tx: Tx, sideMessageId: string): Promise<void> {
    const message = await tx.sideMessage.findUnique({ where: { id: sideMessageId }, select: { sideConversationId: true } });
    if (!message) return;
    const row = await this.hold(tx, message.sideConversationId);
    await tx.sideConversation.update({ where: { id: row.id }, data: { unread: true } });
    await this.tell(tx, row, 'side.failed', { text: row.subject });
  }

  private async hold(tx: Tx, id: string) {
    await tx.$queryRaw`SELECT 1 FROM "SideConversation" WHERE "id" = ${id}::uuid FOR UPDATE`;
    return tx.sideConversation.findUniqueOrThrow({ where: { id } });
  }

  /** A line for the staff alone where the talk goes on, and that ticket is unread again for whoever has it; where nobody has, for whoever wrote last. */
  private async tell(tx: Tx, row: { id: string; ticketId: string; openedById: string }, code: 'side.answered' | 'side.failed', data: Record<string, string>): Promise<void> {
    const [last] = await tx.$queryRaw<{ id: string; assigneeId: string | null }[]>`SELECT "id", "assigneeId" FROM "Ticket" WHERE "id" = talk_goes_on_in(${row.ticketId}::uuid)`;
    if (!last) return;
    await this.timelines.append(tx, SYSTEM, last.id, [{ code, data }]);
    const wrote = await tx.sideMessage.findFirst({ where: { sideConversationId: row.id, accountId: { not: null } }, orderBy: { id: 'desc' }, select: { accountId: true } });
    await this.marks.raise(tx, last.id, last.assigneeId ?? wrote?.accountId ?? row.openedById);
  }
}
