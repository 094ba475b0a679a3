import { Inject, Injectable } from '@nestjs/common';
import type { MailReason } from '#contracts/mail.js';
import { Prisma, type Visitor } from '#prisma/generated/client.js';
import { authorNameOf } from '../customers/contact.policy.js';
import { Correspondents } from '../customers/correspondents.service.js';
import { SYSTEM, type VisitorActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { SideAnswers } from '../side-conversations/side-answers.service.js';
import { IncomingWords } from '../tickets/incoming-word.service.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { localeOf } from './mail-locale.rules.js';
import type { Judged, MailToJudge } from './mail-judging.service.js';
import type { ReadMail } from './mail-reading.types.js';
import { MailOutbox } from './mail-outbox.service.js';
import { Participants } from './participants.service.js';
import { newWordsOf } from './quoted-mail.rules.js';

const MOST_WORDS = 20_000;
const FRESH_MS = 24 * 3_600_000;
/** What was found out about a mail, and what it brought. */
export interface PlacedMail {
  readonly mail: MailToJudge;
  readonly read: ReadMail;
  readonly judged: Judged;
  readonly fileIds: readonly string[];
  readonly lost: readonly string[];
}

/** Brings a mail that was read to where it belongs, in one commit with its row. */
@Injectable()
export class MailPlacing {
  constructor(
    private readonly words: IncomingWords,
    private readonly correspondents: Correspondents,
    private readonly timelines: TimelineService,
    private readonly outbox: MailOutbox,
    private readonly participants: Participants,
    private readonly sides: SideAnswers,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Who speaks: the requester of the ticket it belongs to, or whoever the mail names. */
  async speaker(tx: Tx, { mail, read, judged: { judgement } }: Omit<PlacedMail, 'fileIds' | 'lost'>): Promise<{ actor: VisitorActor; blocked: boolean } | null> {
    if (judgement.to === 'bounce' || judgement.to === 'ignore') return null;
    if (judgement.to === 'side') return { actor: this.sides.bringer(judgement.sideConversationId, mail.channelId), blocked: false };
    const ticket = judgement.to === 'open' ? null : await tx.ticket.findUnique({ where: { id: judgement.ticketId }, select: { visitor: true } });
    const visitor = ticket?.visitor ?? (await this.correspondents.admit(tx, mail.channelId, { address: read.from?.address ?? '', name: read.from?.name ?? '', locale: localeOf(read) }));
    return { actor: actorOf(visitor), blocked: visitor.blockedAt !== null };
  }

  /** @returns false when somebody else has placed it meanwhile */
  async place(tx: Tx, placed: PlacedMail): Promise<boolean> {
    const { mail, read, judged } = placed;
    const [held] = await tx.$queryRaw<{ state: string }[]>`SELECT "state" FROM "IncomingMail" WHERE "id" = ${mail.id}::uuid FOR UPDATE`;
    if (held?.state !== 'stored') return false;
    const { judgement, automatic } = judged;
    if (judgement.to === 'ignore') return this.ignore(tx, placed, judgement.reason);
    if (judgement.to === 'bounce') return this.bounce(tx, placed, judgement);
    if (judgement.to === 'side') return this.side(tx, placed, judgement);
    const speaker = await this.speaker(tx, placed);
    if (!speaker || speaker.blocked) return this.ignore(tx, placed, 'sender_blocked');
    const { words } = newWordsOf(read.text);
    const word = await this.words.take(tx, speaker.actor, {
      into: judgement.to === 'open' ? null : judgement.ticketId,
      channelId: mail.channelId,
      subject: read.subject || null,
      wordId: mail.id,
      authorName: authorNameOf({ kind: 'customer', name: (judgement.to === 'aside' ? '' : speaker.actor.name) || read.from?.name || read.from?.address || '' }),
      text: (words || read.subject || '…').slice(0, MOST_WORDS).toWellFormed(),
      card: { mailId: mail.id },
      fileIds: placed.fileIds,
      aside: judgement.to === 'aside' ? (automatic === null ? 'customer' : 'bot') : null,
    });
    if (!word) return this.ignore(tx, placed, 'ticket_closed');
    await tx.incomingMail.update({ where: { id: mail.id }, data: { ...this.found(placed), state: 'parsed', reason: null, trust: judgement.trust, ticketId: word.ticketId, entryId: word.messageId } });
    await this.events.record(tx, SYSTEM, 'mail.received', mail.id, { mailId: mail.id, ticketId: word.ticketId, channelId: mail.channelId, opened: word.opened });
    // Whom the requester himself names. A third person names nobody, and a program neither.
    if (judgement.to !== 'aside' && automatic === null) await this.participants.noteNamed(tx, SYSTEM, { ticketId: word.ticketId, others: read.others, requester: [read.from?.address ?? '', ...(await this.correspondents.addressesOf(tx, word.ticketId))] });
    const { spamAt } = await tx.ticket.findUniqueOrThrow({ where: { id: word.ticketId }, select: { spamAt: true } });
    if (judgement.to === 'open' && word.opened && spamAt === null && isFresh(read, this.clock.now())) await this.outbox.acknowledge(tx, SYSTEM, { mailId: mail.id, channelId: mail.channelId, ticketId: word.ticketId, toAddress: read.from?.address ?? '', automatic });
    return true;
  }

  /** Beside the ticket: it never becomes an entry of the customer's talk. */
  private async side(tx: Tx, placed: PlacedMail, { sideConversationId }: { sideConversationId: string }): Promise<boolean> {
    const { mail, read, judged, fileIds } = placed;
    const from = { address: read.from?.address ?? '', name: read.from?.name ?? '' };
    const text = (newWordsOf(read.text).words || read.subject || '…').slice(0, MOST_WORDS).toWellFormed();
    const { ticketId } = await this.sides.take(tx, this.sides.bringer(sideConversationId, mail.channelId), { sideConversationId, mailId: mail.id, from, text, automatic: judged.automatic, fileIds });
    await tx.incomingMail.update({ where: { id: mail.id }, data: { ...this.found(placed), state: 'parsed', reason: null, trust: 'signed', ticketId } });
    await this.events.record(tx, SYSTEM, 'mail.received', mail.id, { mailId: mail.id, ticketId, channelId: mail.channelId, opened: false });
    return true;
  }

  /** A failure that comes back by the address of one of our mails: told on its ticket, and once. */
  private async bounce(tx: Tx, placed: PlacedMail, { number, status }: { number: number; status: string }): Promise<boolean> {
    const sent = await tx.outgoingMail.findFirst({ where: { number, channelId: placed.mail.channelId } });
    if (!sent) return this.ignore(tx, placed, 'bounce_unknown');
    await this.ignore(tx, placed, 'bounce_taken', sent.ticketId);
    const { count } = await tx.outgoingMail.updateMany({ where: { id: sent.id, bouncedAt: null }, data: { bouncedAt: this.clock.now(), bounce: status } });
    if (count === 0) return true;
    if (sent.kind === 'side') await this.sides.fail(tx, sent.aboutId);
    else await this.timelines.append(tx, SYSTEM, sent.ticketId, [{ code: 'mail.bounced', data: { status } }]);
    await this.events.record(tx, SYSTEM, 'mail.bounced', sent.id, { outgoingMailId: sent.id, ticketId: sent.ticketId });
    return true;
  }

  private async ignore(tx: Tx, placed: PlacedMail, reason: MailReason, ticketId: string | null = null): Promise<boolean> {
    await tx.incomingMail.update({ where: { id: placed.mail.id }, data: { ...this.found(placed), state: 'ignored', reason, ticketId } });
    return true;
  }

  private found({ read, judged, lost }: PlacedMail): Prisma.IncomingMailUncheckedUpdateInput {
    return {
      fromAddress: read.from?.address ?? null, fromName: read.from?.name || null, subject: read.subject, messageId: read.messageId, automatic: judged.automatic,
      text: read.text, html: read.html, lost: [...lost], readAt: this.clock.now(),
    };
  }
}

/** A mailbox that is connected brings what lies in it: whoever wrote long ago is not told now that it came. */
function isFresh({ headers }: ReadMail, now: Date): boolean {
  const written = Date.parse(headers.find(({ key }) => key.toLowerCase() === 'date')?.value ?? '');
  return Number.isNaN(written) || now.getTime() - written < FRESH_MS;
}

const actorOf = ({ id, name, channelId, customerId }: Visitor): VisitorActor => ({ kind: 'customer', id, name: name ?? '', channelId, customerId, permissions: new Set(), teamIds: [], sessionId: null });
