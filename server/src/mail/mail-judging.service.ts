import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AutomaticKind, type MailReason } from '#contracts/mail.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import { ENV } from '../platform/tokens.js';
import { automaticKind } from './automatic-mail.rules.js';
import type { ReadMail } from './mail-reading.types.js';
import { type Candidate, MOST_PER_HOUR, type Place, placeOf } from './mail-thread.rules.js';
import { readSignedAddress, recipientsIn, type SignedFor } from './reply-address.js';

export interface MailToJudge {
  readonly id: string;
  readonly channelId: string;
}
export type Judgement =
  | { readonly to: 'bounce'; readonly number: number; readonly status: string }
  | { readonly to: 'ignore'; readonly reason: MailReason }
  | { readonly to: 'side'; readonly sideConversationId: string }
  | Exclude<Place, { readonly to: 'ignore' }>;
export interface Judged {
  readonly automatic: AutomaticKind | null;
  readonly judgement: Judgement;
}

const HOUR_MS = 3_600_000;

/** Finds out where a mail belongs, from rows; the rules decide. */
@Injectable()
export class MailJudging {
  constructor(private readonly db: Database, @Inject(Clock) private readonly clock: Clock, @Inject(ENV) private readonly env: Env) {}

  /** @param asked somebody of the desk asked for it: what was ignored becomes a ticket all the same */
  async judge(mail: MailToJudge, read: ReadMail, asked: boolean): Promise<Judged> {
    const channel = await this.db.prisma.channel.findUniqueOrThrow({ where: { id: mail.channelId }, select: { key: true, secret: true } });
    const automatic = automaticKind({ headers: read.headers, from: read.from?.address ?? null, subject: read.subject, contentType: read.contentType, mailbox: channel.key, ownHost: this.ownHost });
    const signed = recipientsIn(read.headers).flatMap((address) => readSignedAddress(address, channel.key, channel.secret) ?? []);
    const back = signed.find(({ use }) => use === 'back');
    if (back && automatic === 'bounce') return { automatic, judgement: this.bounce(read, back) };
    const from = read.from?.address;
    if (from === undefined) return { automatic, judgement: { to: 'ignore', reason: automatic === 'bounce' ? 'bounce_unknown' : 'no_sender' } };
    if (!asked && (await this.isFlood(mail, from))) return { automatic, judgement: { to: 'ignore', reason: 'too_many' } };
    const sideConversationId = automatic === 'own' || automatic === 'bounce' ? null : await this.side(mail.channelId, signed);
    if (sideConversationId !== null) return { automatic, judgement: { to: 'side', sideConversationId } };
    const place = placeOf({ from, automatic, signed: await this.signedTicket(signed), answered: await this.answered(mail.channelId, read.answers) });
    return { automatic, judgement: asked && place.to === 'ignore' ? { to: 'open', trust: 'claimed' } : place };
  }

  /** What comes to the address of a side conversation, or what a machine answers to one of its mails, belongs to it whoever sends it. */
  private async side(channelId: string, signed: readonly SignedFor[]): Promise<string | null> {
    const to = signed.find(({ use }) => use === 'side');
    if (to) return (await this.db.prisma.sideConversation.findFirst({ where: { number: to.number, channelId }, select: { id: true } }))?.id ?? null;
    const back = signed.find(({ use }) => use === 'back');
    const sent = back && (await this.db.prisma.outgoingMail.findFirst({ where: { number: back.number, channelId, kind: 'side' }, select: { aboutId: true } }));
    const message = sent && (await this.db.prisma.sideMessage.findUnique({ where: { id: sent.aboutId }, select: { sideConversationId: true } }));
    return message?.sideConversationId ?? null;
  }

  get ownHost(): string {
    return new URL(this.env.ownOrigins[0] ?? 'http://localhost').hostname;
  }

  private bounce({ report }: ReadMail, { number }: SignedFor): Judgement {
    if (report?.action === 'delayed' || report?.action === 'delivered' || report?.action === 'relayed') return { to: 'ignore', reason: 'bounce_delayed' };
    return { to: 'bounce', number, status: /^[245]\.\d{1,3}\.\d{1,3}$/.exec(report?.status ?? '')?.[0] ?? '5.0.0' };
  }

  private async signedTicket(signed: readonly SignedFor[]): Promise<Candidate | null> {
    const thread = signed.find(({ use }) => use === 'thread');
    if (thread) return this.candidate({ number: thread.number });
    // What a machine of the recipient answers goes to the address of failures.
    const back = signed.find(({ use }) => use === 'back');
    const sent = back && (await this.db.prisma.outgoingMail.findUnique({ where: { number: back.number }, select: { ticketId: true } }));
    return sent ? this.candidate({ id: sent.ticketId }) : null;
  }

  private async answered(channelId: string, ids: readonly string[]): Promise<Candidate[]> {
    const own = ids.flatMap((id) => (id.endsWith(`@${this.ownHost}>`) ? (z.uuid().safeParse(id.slice(1, id.indexOf('@'))).data ?? []) : []));
    const [sent, received] = await Promise.all([
      this.db.prisma.outgoingMail.findMany({ where: { id: { in: own }, channelId }, select: { id: true, ticketId: true } }),
      this.db.prisma.incomingMail.findMany({ where: { channelId, messageId: { in: [...ids] }, state: 'parsed', ticketId: { not: null } }, select: { messageId: true, ticketId: true }, orderBy: { id: 'asc' } }),
    ]);
    const found: Candidate[] = [];
    for (const id of ids) {
      const ticketId = sent.find((one) => id === `<${one.id}@${this.ownHost}>`)?.ticketId ?? received.find((one) => one.messageId === id)?.ticketId;
      const candidate = ticketId && !found.some((one) => one.ticketId === ticketId) ? await this.candidate({ id: ticketId }) : null;
      if (candidate) found.push(candidate);
    }
    return found;
  }

  private async candidate(where: { id: string } | { number: number }): Promise<Candidate | null> {
    const ticket = await this.db.prisma.ticket.findUnique({
      where,
      select: { id: true, visitorId: true, visitor: { select: { email: true } }, promises: { select: { email: true } }, customer: { select: { identities: { where: { kind: 'email' }, select: { value: true } } } } },
    });
    if (!ticket?.visitorId) return null;
    const addresses = [ticket.visitor?.email, ...ticket.promises.map(({ email }) => email), ...(ticket.customer?.identities.map(({ value }) => value) ?? [])];
    return { ticketId: ticket.id, requester: [...new Set(addresses.flatMap((address) => address?.toLowerCase() ?? []))] };
  }

  private async isFlood(mail: MailToJudge, fromAddress: string): Promise<boolean> {
    const since = new Date(this.clock.now().getTime() - HOUR_MS);
    return (await this.db.prisma.incomingMail.count({ where: { channelId: mail.channelId, fromAddress, receivedAt: { gt: since }, state: 'parsed', id: { not: mail.id } } })) >= MOST_PER_HOUR;
  }
}
