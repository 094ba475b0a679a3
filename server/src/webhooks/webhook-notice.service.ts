import { Injectable } from '@nestjs/common';
import type { WebhookType } from '#contracts/webhooks.js';
import type { Prisma } from '#prisma/generated/client.js';
import type { EventName } from '../events.js';
import type { Tx } from '../platform/db.js';
import type { Happened } from '../platform/events/on.decorator.js';
import { Kept } from './webhook-payload.rules.js';
import { WebhookQueueService } from './webhook-queue.service.js';

const WORD = { id: true, publicSeq: true, staffSeq: true, authorKind: true, senderId: true, kind: true, internal: true, createdAt: true } as const satisfies Prisma.MessageSelect;
type Word = Prisma.MessageGetPayload<{ select: typeof WORD }>;
/** So many are read at a time. */
const WORDS_AT_ONCE = 500;

/** Turns what happened into what endpoints are told. */
@Injectable()
export class WebhookNoticeService {
  constructor(private readonly queue: WebhookQueueService) {}

  async tellOfEvent(tx: Tx, { id, name, payload, actorKind, actorId, createdAt }: Happened<Extract<WebhookType, EventName>>): Promise<void> {
    if (!(await this.queue.isHeard(tx, [name]))) return;
    const { ticketId, ...change } = payload;
    const ticket = await this.queue.ticketFacts(tx, ticketId);
    if (!ticket) return;
    const messageId = 'messageId' in payload ? payload.messageId : null;
    await this.queue.tell(tx, { type: name, source: id, ticketId, messageId, happenedAt: createdAt, data: Kept.parse({ ticket, actor: { kind: actorKind, id: actorId }, change }) });
  }

  /** Each word once, from that place in the staff stream on. What the desk says by itself is none. */
  async tellOfWords(tx: Tx, ticketId: string, fromSeq: number): Promise<void> {
    const [publicly, inside] = [await this.queue.isHeard(tx, ['message.posted']), await this.queue.isHeard(tx, ['note.posted'])];
    const ticket = publicly || inside ? await this.queue.ticketFacts(tx, ticketId) : null;
    if (!ticket) return;
    for (let from = fromSeq; ; ) {
      const words = await tx.message.findMany({
        where: { ticketId, staffSeq: { gte: from }, authorKind: { not: 'system' }, ...(publicly && inside ? {} : { internal: inside }) },
        orderBy: { staffSeq: 'asc' },
        take: WORDS_AT_ONCE,
        select: WORD,
      });
      for (const word of words) await this.tellOfWord(tx, ticketId, ticket, word);
      const last = words.at(-1);
      if (!last || words.length < WORDS_AT_ONCE) return;
      from = last.staffSeq + 1;
    }
  }

  private async tellOfWord(tx: Tx, ticketId: string, ticket: Kept['ticket'], { id, internal, createdAt, publicSeq, staffSeq, authorKind, senderId, kind }: Word): Promise<void> {
    // The number a note has among notes is nobody's business who hears of public words alone.
    const message = { id, kind, seq: internal ? staffSeq : publicSeq, createdAt: createdAt.toISOString() };
    await this.queue.tell(tx, {
      type: internal ? 'note.posted' : 'message.posted', source: id, ticketId, messageId: id, happenedAt: createdAt,
      data: { ticket, actor: { kind: authorKind, id: senderId }, message },
    });
  }
}
