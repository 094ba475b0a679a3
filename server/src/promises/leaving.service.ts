import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { CallbackLeft, CallWindow, CallWindows, ComplaintLeft, MessageLeft, PromiseGiven } from '#contracts/promises.js';
import { CalendarsService } from '../calendars/calendars.service.js';
import { VisitorsService } from '../customers/visitors.service.js';
import { FieldSettingService } from '../custom-fields/field-setting.service.js';
import { SYSTEM, type VisitorActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { ConversationService } from '../tickets/conversation.service.js';
import { TicketFactsService } from '../tickets/ticket-facts.service.js';
import { TicketLockService } from '../tickets/ticket-lock.service.js';
import { callWindows, offeredAs } from './call-window.rules.js';
import { readPhone } from './phone.rules.js';
import { presentToCustomer } from './promises.present.js';
import { UNMET } from './promise.rules.js';
import { PromiseMakingService, type Wish } from './promise-making.service.js';

type Contact = { name?: string | undefined; email?: string | undefined; phone?: string | undefined };
interface Words {
  readonly conversationId?: string | undefined;
  readonly clientMessageId: string;
  readonly text: string;
}

/**
 * What a visitor leaves when nobody is there: a message, a complaint, the wish to be called. Each is an entry of one
 * ticket's timeline and a promise, in one transaction; a retry finds both.
 */
@Injectable()
export class LeavingService {
  constructor(
    private readonly db: Database,
    private readonly conversations: ConversationService,
    private readonly promises: PromiseMakingService,
    private readonly visitors: VisitorsService,
    private readonly calendars: CalendarsService,
    private readonly tickets: TicketLockService,
    private readonly facts: TicketFactsService,
    private readonly fields: FieldSettingService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem request/invalid for a number that is none, conversation/not_found, conversation/merged, message/id_reused */
  async message(tx: Tx, actor: VisitorActor, left: z.infer<typeof MessageLeft>): Promise<PromiseGiven> {
    const { as, zone } = await this.introduced(tx, actor, left);
    return this.leave(tx, as, left, { kind: 'answer', email: left.email, phone: phoneOf(left, zone) });
  }

  async complaint(tx: Tx, actor: VisitorActor, left: z.infer<typeof ComplaintLeft>): Promise<PromiseGiven> {
    const { as, zone } = await this.introduced(tx, actor, left);
    const { grievance, remedy, severity } = left;
    const given = await this.leave(tx, as, { ...left, text: grievance }, { kind: 'complaint', email: left.email, phone: phoneOf(left, zone) });
    // What was complained of first stands; more of it is said in the conversation.
    const { count } = await tx.complaint.createMany({ data: [{ ticketId: given.conversationId, grievance, remedy, severity, createdAt: this.clock.now() }], skipDuplicates: true });
    // The ticket is held since its words were written. What staff makes of it afterwards stands as well.
    if (count === 0) return given;
    const ticket = await this.tickets.hold(tx, given.conversationId);
    await this.facts.changeHeld(tx, as, ticket, { type: 'complaint' });
    await this.fields.fillHeld(tx, SYSTEM, ticket, { complaint_grievance: grievance, complaint_remedy: remedy, complaint_severity: severity });
    return given;
  }

  /** One wish per visitor at a time: a second one changes number and time of the first. @throws Problem callback/window_gone */
  async callback(tx: Tx, actor: VisitorActor, left: z.infer<typeof CallbackLeft>): Promise<PromiseGiven> {
    const { as, zone } = await this.introduced(tx, actor, left);
    const phone = readPhone(left.phone, zone);
    if ('fault' in phone) throw new Problem('request/invalid', undefined, { fields: [{ path: 'phone', code: phone.fault }] });
    const waiting = await tx.answerPromise.findFirst({ where: { kind: 'callback', state: { in: [...UNMET] }, ticket: { visitorId: actor.id } }, select: { id: true, ticketId: true, callback: true } });
    const said = await tx.message.findUnique({ where: { senderId_clientMessageId: { senderId: actor.id, clientMessageId: left.clientMessageId } }, select: { id: true } });
    const window = left.window && !said ? await this.offered(tx, actor, left.window, zone) : left.window;
    const conversationId = waiting?.ticketId ?? left.conversationId;
    const given = await this.leave(tx, as, { ...left, conversationId, text: left.reason }, { kind: 'callback', window, zone });
    const facts = { number: phone.number, country: phone.country, windowFrom: window && new Date(window.from), windowTo: window && new Date(window.to), zone };
    const promiseId = given.promise.id;
    if (!said) await tx.callback.upsert({ where: { promiseId }, create: { promiseId, ...facts }, update: facts });
    return { ...given, promise: { ...given.promise, window } };
  }

  async windows(actor: VisitorActor): Promise<z.infer<typeof CallWindows>> {
    const { teamId, zone } = await this.db.prisma.visitor
      .findUniqueOrThrow({ where: { id: actor.id }, select: { zone: true, channel: { select: { teamId: true } } } })
      .then((visitor) => ({ teamId: visitor.channel.teamId, zone: visitor.zone ?? 'UTC' }));
    return { zone, items: callWindows(await this.calendars.ofTeam(this.db.prisma, teamId), this.clock.now(), zone) };
  }

  private async offered(tx: Tx, actor: VisitorActor, wish: CallWindow, zone: string | null): Promise<CallWindow> {
    const channel = await tx.channel.findUniqueOrThrow({ where: { id: actor.channelId }, select: { teamId: true } });
    const window = offeredAs(wish, callWindows(await this.calendars.ofTeam(tx, channel.teamId), this.clock.now(), zone ?? 'UTC'));
    if (!window) throw new Problem('callback/window_gone');
    return window;
  }

  /** What he says of himself goes to his row, as claimed; the shop's word of a verified one stays. His row is the lock: two forms of one visitor take turns. */
  private async introduced(tx: Tx, actor: VisitorActor, { name, email }: Contact): Promise<{ as: VisitorActor; zone: string | null }> {
    const [visitor] = await tx.$queryRaw<{ zone: string | null; verified: boolean }[]>`SELECT "zone", "verified" FROM "Visitor" WHERE "id" = ${actor.id}::uuid FOR UPDATE`;
    if (!visitor) throw new Problem('visitor/token_invalid');
    if (name !== undefined || email !== undefined) await this.visitors.change(tx, actor, { ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) });
    return { as: visitor.verified || name === undefined ? actor : { ...actor, name }, zone: visitor.zone };
  }

  private async leave(tx: Tx, actor: VisitorActor, words: Words, wish: Omit<Wish, 'messageId' | 'publicSeq'>): Promise<PromiseGiven> {
    const message = await this.conversations.leaveWord(tx, actor, words);
    const ticket = await tx.ticket.findUniqueOrThrow({ where: { id: message.ticketId }, select: { id: true, number: true, teamId: true } });
    const promise = await this.promises.make(tx, actor, ticket, { ...wish, messageId: message.id, publicSeq: message.publicSeq ?? 0 });
    return { conversationId: ticket.id, ticketNumber: ticket.number, promise: presentToCustomer({ ...promise, callback: null }) };
  }
}

/** A number to answer to. @throws Problem request/invalid */
function phoneOf({ phone }: Contact, zone: string | null): string | undefined {
  if (phone === undefined) return undefined;
  const read = readPhone(phone, zone);
  if ('fault' in read) throw new Problem('request/invalid', undefined, { fields: [{ path: 'phone', code: read.fault }] });
  return read.number;
}
