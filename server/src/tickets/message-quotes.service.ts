import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { excerpt, type StoredQuote } from './message.rules.js';
import type { NewMessage, Written } from './message-writer.service.js';

/** Messages that answer a certain one. They carry its words, so that nobody has to look for them; a recall takes those back as well. */
@Injectable()
export class MessageQuotes {
  /**
   * Writes a message together with what it answers, if anything.
   * @param put writes the message itself, with whatever else it brings
   * @throws Problem request/invalid when that is no message of this conversation, or not one for its readers
   */
  async write(tx: Tx, message: NewMessage, replyToId: string | undefined, put: (message: NewMessage) => Promise<Written | undefined>): Promise<Written | undefined> {
    // The timeline's row first, as every writer does: a recall comes before and leaves no words to quote, or after and finds this quote.
    if (replyToId !== undefined) await tx.$queryRaw`SELECT 1 FROM "Timeline" WHERE "ticketId" = ${message.ticketId}::uuid FOR UPDATE`;
    const replyTo = replyToId === undefined ? undefined : await this.quote(tx, message, replyToId);
    const written = await put({ ...message, replyTo });
    if (written?.outcome === 'posted' && replyTo) await tx.message.update({ where: { id: written.message.id }, data: { replyTo: { ...replyTo } } });
    return written;
  }

  /**
   * A repeat that answers another message, or none, is no repeat. What went into a linked conversation has lost its quote there.
   * @throws Problem message/id_reused
   */
  async demandSame(tx: Pick<Tx, 'message'>, { id, ticketId }: { id: string; ticketId: string }, wantedTicketId: string, replyToId: string | null): Promise<void> {
    if (ticketId !== wantedTicketId) return;
    const first = await tx.message.findUnique({ where: { id }, select: { replyTo: true } });
    const known = typeof first?.replyTo === 'object' && first.replyTo !== null && 'id' in first.replyTo ? first.replyTo.id : null;
    if (known !== replyToId) throw new Problem('message/id_reused');
  }

  /** Takes the words of a recalled message out of everything that quotes it. */
  async forget(tx: Tx, ticketId: string, messageId: string): Promise<void> {
    await tx.$executeRaw`UPDATE "Message" SET "replyTo" = "replyTo" || '{"text": null, "recalled": true}'::jsonb WHERE "ticketId" = ${ticketId}::uuid AND "replyTo" ->> 'id' = ${messageId}`;
  }

  private async quote(tx: Tx, { ticketId, internal }: NewMessage, id: string): Promise<StoredQuote> {
    const original = await tx.message.findFirst({ where: { id, ticketId } });
    // What only colleagues may read is quoted among colleagues only.
    const quotable = original && original.kind !== 'system' && (internal || original.publicSeq !== null);
    if (!quotable) throw new Problem('request/invalid', undefined, { fields: [{ path: 'replyTo', code: 'unknown' }] });
    const { staffSeq, publicSeq, authorKind, senderId, authorName, kind, text, recalledAt } = original;
    return { id, staffSeq, publicSeq, authorKind, senderId, authorName, kind, text: text === null ? null : excerpt(text), recalled: recalledAt !== null };
  }
}
