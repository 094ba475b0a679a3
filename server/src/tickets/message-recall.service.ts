import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import { mayRecall, type Stream } from './message.rules.js';
import { MessageQuotes } from './message-quotes.service.js';
import { MessageWriter } from './message-writer.service.js';

/** Taking back an own message within two minutes: gone for the other side, kept for the audit. */
@Injectable()
export class MessageRecallService {
  constructor(private readonly writer: MessageWriter, private readonly quotes: MessageQuotes, private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  /**
   * Appends a system entry, so that a sync replays the recall. A second recall gets the first answer.
   * @returns the entry's place in the caller's stream
   * @throws Problem resource/not_found, message/not_own, message/recall_too_late
   */
  async recall(tx: Tx, actor: Actor, stream: Stream, ticketId: string, messageId: string): Promise<{ seq: number }> {
    // The timeline's row first, as every writer does, then the message: no circle of waiting.
    await tx.$queryRaw`SELECT 1 FROM "Timeline" WHERE "ticketId" = ${ticketId}::uuid FOR UPDATE`;
    const message = await tx.message.findFirst({ where: { id: messageId, ticketId } });
    if (!message || (stream === 'public' && message.publicSeq === null)) throw new Problem('resource/not_found');
    if (message.senderId !== actor.id || message.kind === 'system') throw new Problem('message/not_own');
    if (message.recalledAt) return this.firstAnswer(tx, stream, ticketId, messageId);
    const now = this.clock.now();
    if (!mayRecall(message.createdAt, now)) throw new Problem('message/recall_too_late');
    await tx.message.update({ where: { id: messageId }, data: { recalledAt: now, recalledText: message.text, text: null } });
    await this.quotes.forget(tx, ticketId, messageId);
    await tx.$executeRaw`UPDATE "Timeline" t SET "preview" = NULL, "previewFiles" = NULL WHERE t."ticketId" = ${ticketId}::uuid AND NOT EXISTS (
      SELECT 1 FROM "Message" m WHERE m."ticketId" = t."ticketId" AND m."staffSeq" > ${message.staffSeq} AND m."kind" <> 'system' AND NOT m."internal")`;
    const [written] = await this.writer.writeIn(tx, [
      {
        ticketId, senderId: null, clientMessageId: null, authorKind: 'system', authorName: actor.name, kind: 'system', text: null, card: null,
        system: { code: 'message.recalled', data: { messageId, by: actor.kind } }, internal: message.internal,
      },
    ]);
    if (!written || !('message' in written)) throw new Problem('resource/not_found');
    await this.events.record(tx, actor, 'message.recalled', ticketId, { ticketId, messageId });
    return { seq: (stream === 'staff' ? written.message.staffSeq : written.message.publicSeq) ?? 0 };
  }

  private async firstAnswer(tx: Tx, stream: Stream, ticketId: string, messageId: string): Promise<{ seq: number }> {
    const line = await tx.message.findFirst({ where: { ticketId, kind: 'system', system: { path: ['data', 'messageId'], equals: messageId } } });
    return { seq: (stream === 'staff' ? line?.staffSeq : line?.publicSeq) ?? 0 };
  }
}
