import { Injectable } from '@nestjs/common';
import { Database } from '../platform/db.js';
import type { Words } from './webhook-payload.rules.js';

/** What people wrote, read when it is sent: what was erased or taken back by then is not. */
@Injectable()
export class WebhookWordsService {
  constructor(private readonly db: Database) {}

  async of({ ticketId, messageId }: { ticketId: string | null; messageId: string | null }): Promise<Words> {
    const [ticket, message] = await Promise.all([
      ticketId === null
        ? null
        : this.db.prisma.ticket.findUnique({
            where: { id: ticketId },
            select: { subject: true, visitor: { select: { name: true, email: true } }, customer: { select: { name: true, identities: { where: { kind: 'email', proof: { not: 'claimed' } }, take: 1, select: { value: true } } } } },
          }),
      messageId === null ? null : this.db.prisma.message.findUnique({ where: { id: messageId }, select: { text: true, internal: true, recalledAt: true, authorName: true } }),
    ]);
    return {
      subject: ticket?.subject ?? null,
      customer: ticket && { name: ticket.customer?.name ?? ticket.visitor?.name ?? null, email: ticket.customer?.identities[0]?.value ?? ticket.visitor?.email ?? null },
      message: message && { text: message.text, internal: message.internal, recalled: message.recalledAt !== null, author: message.authorName },
    };
  }
}
