import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { type Happened, On } from '../platform/events/on.decorator.js';
import { SideAnswers } from '../side-conversations/side-answers.service.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { MailOutbox } from './mail-outbox.service.js';

@Injectable()
export class MailReactions {
  constructor(private readonly outbox: MailOutbox, private readonly timelines: TimelineService, private readonly sides: SideAnswers) {}

  @On('mail.answered')
  async sendReplies(tx: Tx, { payload: { ticketId } }: Happened<'mail.answered'>): Promise<void> {
    await this.outbox.putReplies(tx, SYSTEM, ticketId);
  }

  @On('side_message.sent')
  async sendSide(tx: Tx, { payload: { sideConversationId, ...sent } }: Happened<'side_message.sent'>): Promise<void> {
    const { addresses } = await tx.sideConversation.findUniqueOrThrow({ where: { id: sideConversationId }, select: { addresses: true } });
    await this.outbox.putSide(tx, SYSTEM, { ...sent, addresses });
  }

  /** The mail server has given an answer back, or did not take it for hours: who wrote it must know. */
  @On('delivery.given_up')
  async tellOfFailure(tx: Tx, { payload: { recipientId } }: Happened<'delivery.given_up'>): Promise<void> {
    const sent = await tx.outgoingMail.findUnique({ where: { id: recipientId }, select: { ticketId: true, kind: true, aboutId: true } });
    if (sent?.kind === 'side') return this.sides.fail(tx, sent.aboutId);
    if (sent?.kind === 'reply' || sent?.kind === 'copy') await this.timelines.append(tx, SYSTEM, sent.ticketId, [{ code: 'mail.not_sent', data: {} }]);
  }
}
