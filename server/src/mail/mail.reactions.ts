import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { type Happened, On } from '../platform/events/on.decorator.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { MailOutbox } from './mail-outbox.service.js';

@Injectable()
export class MailReactions {
  constructor(private readonly outbox: MailOutbox, private readonly timelines: TimelineService) {}

  @On('mail.answered')
  async sendReplies(tx: Tx, { payload: { ticketId } }: Happened<'mail.answered'>): Promise<void> {
    await this.outbox.putReplies(tx, SYSTEM, ticketId);
  }

  /** The mail server has given an answer back, or did not take it for hours: who wrote it must know. */
  @On('delivery.given_up')
  async tellOfFailure(tx: Tx, { payload: { recipientId } }: Happened<'delivery.given_up'>): Promise<void> {
    const sent = await tx.outgoingMail.findUnique({ where: { id: recipientId }, select: { ticketId: true, kind: true } });
    if (sent?.kind === 'reply' || sent?.kind === 'copy') await this.timelines.append(tx, SYSTEM, sent.ticketId, [{ code: 'mail.not_sent', data: {} }]);
  }
}
