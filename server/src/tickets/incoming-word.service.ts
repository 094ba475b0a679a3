import { Inject, Injectable } from '@nestjs/common';
import type { VisitorActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { MergedTalk } from './merged-talk.service.js';
import { MessageFiles } from './message-files.service.js';
import { MessageWriter, type NewMessage, type Written } from './message-writer.service.js';
import { SpamBirths } from './spam-birth.service.js';
import { TicketSnoozeService } from './ticket-snooze.service.js';
import { TimelineService } from './timeline.service.js';

/** What somebody wrote elsewhere and not in a live talk. */
export interface IncomingWord {
  /** The ticket it belongs to; null opens one. */
  readonly into: string | null;
  /** Where a ticket is opened, if one is. */
  readonly channelId: string;
  readonly subject: string | null;
  /** Makes a repeat find the first. */
  readonly wordId: string;
  readonly authorName: string;
  readonly text: string;
  readonly card: Record<string, unknown>;
  readonly fileIds: readonly string[];
  /** Beside the talk: for the staff alone. `bot` for what no person wrote, which nobody has to answer. */
  readonly aside: 'customer' | 'bot' | null;
}
export interface PlacedWord {
  readonly ticketId: string;
  readonly messageId: string;
  readonly opened: boolean;
}

/** Words that come in by another way than a live talk: into their ticket, into the one that goes on after it, or into a new one. */
@Injectable()
export class IncomingWords {
  constructor(
    private readonly writer: MessageWriter,
    private readonly files: MessageFiles,
    private readonly timelines: TimelineService,
    private readonly snoozes: TicketSnoozeService,
    private readonly merged: MergedTalk,
    private readonly births: SpamBirths,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Nobody is called to a chat by it. @returns null for what stands beside a talk that is over. @throws Problem those of its files, message/id_reused */
  async take(tx: Tx, actor: VisitorActor, word: IncomingWord): Promise<PlacedWord | null> {
    const into = word.into === null ? null : await this.merged.hold(tx, actor, word.into, word.aside !== null);
    if (into === null) return this.open(tx, actor, word, null);
    // Not a chat: what is quiet stays so, and wakes nobody.
    const { count } = await tx.timeline.updateMany({ where: { ticketId: into, gate: 'quiet' }, data: { gate: 'open' } });
    const written = await this.write(tx, actor, word, into);
    if (count > 0) await tx.timeline.updateMany({ where: { ticketId: into, gate: 'open' }, data: { gate: 'quiet' } });
    if (written?.outcome === 'posted' && !word.aside) await this.snoozes.heard(tx, actor, into);
    if (written && 'message' in written) return { ticketId: written.message.ticketId, messageId: written.message.id, opened: false };
    if (word.aside) return null;
    const next = await tx.ticket.findFirst({ where: { linkedFromId: into, visitorId: actor.id, state: { not: 'closed' } }, select: { id: true }, orderBy: { id: 'desc' } });
    return next ? this.take(tx, actor, { ...word, into: next.id }) : this.open(tx, actor, word, into);
  }

  private async open(tx: Tx, actor: VisitorActor, word: IncomingWord, linkedFromId: string | null): Promise<PlacedWord> {
    const { teamId } = await tx.channel.findUniqueOrThrow({ where: { id: word.channelId }, select: { teamId: true } });
    const [id, now] = [newId(), this.clock.now()];
    await tx.ticket.create({
      data: { ...(await this.births.marks(tx, actor.id)), id, channelId: word.channelId, teamId, customerId: actor.customerId, visitorId: actor.id, subject: word.subject, linkedFromId, createdAt: now, timeline: { create: { lastMessageAt: now } } },
    });
    await this.events.record(tx, actor, 'ticket.opened', id, { ticketId: id, teamId, assigneeId: null, channelId: word.channelId });
    const written = await this.write(tx, actor, word, id);
    if (!written || !('message' in written)) throw new Problem('conversation/closed');
    if (linkedFromId) await this.timelines.tellOfLink(tx, actor, linkedFromId, id);
    if (linkedFromId) await this.merged.tellOfAnother(tx, actor, linkedFromId, id);
    await this.births.tell(tx, id);
    return { ticketId: id, messageId: written.message.id, opened: true };
  }

  private async write(tx: Tx, actor: VisitorActor, word: IncomingWord, ticketId: string): Promise<Written | undefined> {
    const message: NewMessage = {
      ticketId, senderId: actor.id, clientMessageId: word.wordId, authorKind: word.aside ?? 'customer', authorName: word.authorName,
      kind: word.fileIds.length > 0 ? 'file' : 'text', text: word.text === '' ? null : word.text, card: word.card, system: null, internal: word.aside !== null,
    };
    return word.fileIds.length > 0 ? this.files.write(tx, actor, message, word.fileIds) : (await this.writer.writeIn(tx, [message]))[0];
  }
}
