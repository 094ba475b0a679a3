import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DemoMailThread } from '#prisma/demo/demo.types.js';
import { ASIDE_MAILS, MAIL_THREADS, MAILBOX, PARTNERS } from '#prisma/demo/mails.js';
import { STANDING_THREADS } from '#prisma/demo/standings.js';
import { SHOP, WIDGET_TEAM } from '#prisma/demo/shop.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { newId, newSecret } from '../platform/ids.js';
import { mailRowsOf, playedAt } from './demo-mail-rows.rules.js';
import { type DemoWorld, idAt, known } from './demo-world.js';

export const MAILBOX_ADDRESS = `${MAILBOX.local}@${SHOP.domain}`;
const HOUR_MS = 3_600_000;

/** The demo shop's mailbox, and what was written to it. */
@Injectable()
export class DemoMailsService {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  async write(tx: Tx, world: DemoWorld): Promise<void> {
    const now = this.clock.now();
    const channelId = newId();
    const teamId = known(world.teams, WIDGET_TEAM);
    await tx.channel.create({ data: { id: channelId, storeId: world.storeId, teamId, kind: 'mailbox', name: MAILBOX.name, key: MAILBOX_ADDRESS, secret: newSecret('ms_'), settings: {}, createdAt: now } });
    await tx.mailbox.create({ data: { channelId, signature: MAILBOX.signature, createdAt: now } });
    for (const partner of PARTNERS) await tx.partner.create({ data: { id: newId(), ...partner, createdAt: now } });
    await tx.mailSignature.create({ data: { ownerId: teamId, ownerKind: 'team', text: MAILBOX.teamSignature, updatedAt: now } });
    for (const thread of [...MAIL_THREADS, ...STANDING_THREADS]) await this.thread(tx, { ...world, channelId }, thread, now);
    for (const { from, subject, hoursAgo, automatic, reason } of ASIDE_MAILS) {
      const at = new Date(now.getTime() - hoursAgo * HOUR_MS);
      await tx.incomingMail.create({ data: { id: idAt(at), channelId, ...kept(subject), state: 'ignored', fromAddress: from, subject, automatic, reason, dueAt: at, receivedAt: at, readAt: at } });
    }
  }

  /** A talk with somebody outside, as it would stand if its mails had gone through the product. */
  private async side(tx: Tx, channelId: string, ticketId: string, agent: { readonly id: string; readonly name: string }, side: NonNullable<DemoMailThread['side']>, begun: Date): Promise<void> {
    let at = begun;
    const id = idAt(begun);
    const lastAt = new Date(begun.getTime() + side.words.reduce((sum, word) => sum + word.minutes, 0) * 60_000);
    await tx.sideConversation.create({ data: { id, ticketId, channelId, subject: side.subject, addresses: [side.partner], unread: side.words.at(-1)?.by === 'in', openedById: agent.id, createdAt: begun, lastAt } });
    for (const { by, minutes, text } of side.words) {
      at = new Date(at.getTime() + minutes * 60_000);
      const author = by === 'out' ? { accountId: agent.id, authorName: agent.name } : { authorName: PARTNERS.find(({ address }) => address === side.partner)?.name ?? side.partner, fromAddress: side.partner };
      await tx.sideMessage.create({ data: { id: idAt(at), sideConversationId: id, direction: by, text, createdAt: at, ...author } });
    }
  }

  private async thread(tx: Tx, world: DemoWorld, thread: DemoMailThread, now: Date): Promise<void> {
    const { from } = thread;
    const seenAt = playedAt(thread, now)[0] ?? now;
    // Who writes to a mailbox is known there by his address.
    const before = await tx.visitor.findFirst({ where: { channelId: world.channelId, email: from.address } });
    const visitor = before ?? (await tx.visitor.create({
      data: { id: idAt(seenAt), tokenHash: randomBytes(32), channelId: world.channelId, name: from.name, email: from.address, locale: from.locale, zone: from.zone, createdAt: seenAt, lastSeenAt: seenAt },
    }));
    const agent = thread.agent === undefined ? null : known(world.people, thread.agent);
    const rows = mailRowsOf(thread, now, { channelId: world.channelId, teamId: known(world.teams, thread.team), visitorId: visitor.id, agent });
    await tx.ticket.create({ data: { ...rows.ticket, timeline: { create: rows.timeline }, reads: { create: rows.reads } } });
    await tx.message.createMany({ data: rows.messages });
    await tx.ticketParticipant.createMany({ data: (thread.beside ?? []).map((one) => ({ id: idAt(seenAt), ticketId: rows.ticket.id, ...one, createdAt: seenAt, changedAt: seenAt })) });
    if (thread.side && agent) await this.side(tx, world.channelId, rows.ticket.id, agent, thread.side, seenAt);
    if (thread.later && agent) {
      const dueAt = new Date(now.getTime() + thread.later.hours * HOUR_MS);
      await tx.outgoing.create({
        data: { id: newId(), ticketId: rows.ticket.id, accountId: agent.id, clientMessageId: `demo-later-${rows.ticket.id}`, text: thread.later.text, kind: 'later', dueAt, nextAt: dueAt, seenSeq: rows.messages.length, createdAt: now },
      });
    }
    for (const mail of rows.received) await tx.incomingMail.create({ data: { ...mail, ...kept(mail.id) } });
    for (const { delivery, ...mail } of rows.sent) {
      await tx.outgoingMail.create({ data: mail });
      const event = { id: newId(), name: 'mail.put', subject: mail.id, actorKind: 'system', payload: { outgoingMailId: mail.id, ticketId: mail.ticketId }, createdAt: mail.createdAt, relayedAt: mail.createdAt };
      await tx.event.create({ data: event });
      await tx.delivery.create({ data: { id: newId(), eventId: event.id, channel: 'mail', recipient: mail.id, content: { template: 'mail', outgoingMailId: mail.id }, attempts: 1, createdAt: mail.createdAt, dueAt: mail.createdAt, ...delivery } });
    }
  }
}

/** A mail of the demo was never a file: there is no source to show. */
const kept = (of: string) => ({ sha256: createHash('sha256').update(`demo ${of}`).digest('hex'), bytes: 2_048 + of.length });
