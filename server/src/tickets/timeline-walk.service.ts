import { Injectable } from '@nestjs/common';
import type { Message } from '#contracts/messages.js';
import { Database } from '../platform/db.js';
import { present, type StoredMessage, type Stream } from './message.rules.js';

const PER_PAGE = 200;

/** Reads a whole talk, a page at a time, for whoever writes it down. Nobody is told that it was delivered. */
@Injectable()
export class TimelineWalkService {
  constructor(private readonly db: Database) {}

  /** Entries of a stream in their order, up to where it ended when the walk began. Rights are the caller's to check. */
  async *entries(ticketId: string, stream: Stream): AsyncGenerator<Message> {
    const { staffHead } = await this.db.prisma.timeline.findUniqueOrThrow({ where: { ticketId }, select: { staffHead: true } });
    let after = 0;
    while (after < staffHead) {
      const { rows } = await this.db.pool.query<StoredMessage>({
        name: 'timeline-walk',
        text: `SELECT "id", "ticketId", "staffSeq", "publicSeq", "senderId", "clientMessageId", "authorKind", "authorName", "kind", "text", "attachments", "card", "system", "internal", "recalledAt", "createdAt", "replyTo"
               FROM "Message" WHERE "ticketId" = $1 AND "staffSeq" > $2 AND "staffSeq" <= $3 AND ($4 OR "publicSeq" IS NOT NULL) ORDER BY "staffSeq" LIMIT ${PER_PAGE}`,
        values: [ticketId, after, staffHead, stream === 'staff'],
      });
      for (const row of rows) {
        const message = present(row, stream);
        if (message) yield message;
      }
      if (rows.length < PER_PAGE) return;
      after = rows.at(-1)?.staffSeq ?? staffHead;
    }
  }
}
