import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/db.js';
import { type Happened, On } from '../platform/events/on.decorator.js';
import { DeliveriesService } from './deliveries.service.js';

@Injectable()
export class NotificationsReactions {
  constructor(private readonly deliveries: DeliveriesService) {}

  @On('account.invited')
  async sendInvitation(tx: Tx, { id, payload }: Happened<'account.invited'>): Promise<void> {
    await this.deliveries.put(tx, id, payload.accountId, { template: 'invitation', linkId: payload.linkId });
  }

  @On('promise.kept')
  async sendAnswer(tx: Tx, { id, payload }: Happened<'promise.kept'>): Promise<void> {
    await this.deliveries.put(tx, id, payload.promiseId, { template: 'answer', promiseId: payload.promiseId });
  }

  @On('promise.made_good')
  async sendLateAnswer(tx: Tx, { id, payload }: Happened<'promise.made_good'>): Promise<void> {
    await this.deliveries.put(tx, id, payload.promiseId, { template: 'answer', promiseId: payload.promiseId });
  }

  @On('address.code_asked')
  async sendCode(tx: Tx, { id, payload: { codeId, kind } }: Happened<'address.code_asked'>): Promise<void> {
    await this.deliveries.put(tx, id, codeId, { template: 'code', codeId }, kind === 'phone' ? 'sms' : 'mail');
  }

  @On('transcript.letter_asked')
  async sendTranscript(tx: Tx, { id, payload }: Happened<'transcript.letter_asked'>): Promise<void> {
    await this.deliveries.put(tx, id, payload.identityId, { template: 'transcript', ...payload });
  }

  @On('rule.notified')
  async sendRuleNotices(tx: Tx, { id, payload: { accountIds, runId } }: Happened<'rule.notified'>): Promise<void> {
    for (const accountId of accountIds) await this.deliveries.put(tx, id, accountId, { template: 'rule', runId });
  }

  @On('notice.overlooked')
  async tellOfNotice(tx: Tx, { id, payload: { accountId, noticeId } }: Happened<'notice.overlooked'>): Promise<void> {
    await this.deliveries.put(tx, id, accountId, { template: 'notice', noticeId });
  }

  @On('callback.warned')
  async sendCallbackNotice(tx: Tx, { id, payload: { accountId, promiseId } }: Happened<'callback.warned'>): Promise<void> {
    await this.deliveries.put(tx, id, accountId, { template: 'callback', promiseId });
  }

  /** Whoever took it himself knows of it. */
  @On('callback.handed')
  async sendCallbackHanded(tx: Tx, { id, actorId, payload: { ownerId, promiseId } }: Happened<'callback.handed'>): Promise<void> {
    if (ownerId !== actorId) await this.deliveries.put(tx, id, ownerId, { template: 'callback', promiseId });
  }

  @On('mail.put')
  async sendMail(tx: Tx, { id, payload }: Happened<'mail.put'>): Promise<void> {
    await this.deliveries.put(tx, id, payload.outgoingMailId, { template: 'mail', outgoingMailId: payload.outgoingMailId });
  }

  @On('mail.bounced')
  async noteBounce(tx: Tx, { payload }: Happened<'mail.bounced'>): Promise<void> {
    await this.deliveries.bounced(tx, payload.outgoingMailId);
  }

  @On('account.reset_requested')
  async sendReset(tx: Tx, { id, payload }: Happened<'account.reset_requested'>): Promise<void> {
    await this.deliveries.put(tx, id, payload.accountId, { template: 'reset', linkId: payload.linkId });
  }

  /** To everybody who may mend it. */
  @On('webhook.disabled')
  async tellOfWebhook(tx: Tx, { id, payload }: Happened<'webhook.disabled'>): Promise<void> {
    const people = await tx.account.findMany({ where: { deactivatedAt: null, passwordHash: { not: null }, roles: { some: { role: { permissions: { has: 'webhook.manage' } } } } }, select: { id: true } });
    for (const person of people) await this.deliveries.put(tx, id, person.id, { template: 'webhook_off', ...payload });
  }
}
