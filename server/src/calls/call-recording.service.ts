import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { CallOnTicket } from '#contracts/calls.js';
import type { CallRecord } from '#contracts/promises.js';
import type { AnswerPromise } from '#prisma/generated/client.js';
import type { StaffActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { CallbackOwner } from '../promises/callback-owner.service.js';
import { readPhone } from '../promises/phone.rules.js';
import { PromiseKeepingService } from '../promises/promise-keeping.service.js';
import { PromiseLockService } from '../promises/promise-lock.service.js';
import { PromiseMakingService } from '../promises/promise-making.service.js';
import { PromiseRenewalService } from '../promises/promise-renewal.service.js';
import { UNMET } from '../promises/promise.rules.js';
import { PromiseWithdrawalService } from '../promises/promise-withdrawal.service.js';
import { type LockedTicket, TicketLockService } from '../tickets/ticket-lock.service.js';
import { TicketStateService } from '../tickets/ticket-state.service.js';
import { effectOf, isSpokenTo } from './call.rules.js';
import { CallbackCareService } from './callback-care.service.js';
import { CallbackDebts } from './callback-debts.service.js';
import { CallEntries } from './call-entries.service.js';

type Facts = Pick<z.infer<typeof CallOnTicket>, 'direction' | 'result' | 'callback' | 'note'>;
/** A number as it is stored, and its country; null where it was withheld. */
export type CalledNumber = { readonly number: string; readonly country: string | null } | null;

/** A telephone call and what came of it: a row, entries of the timeline, and what it does to the callback that is owed. */
@Injectable()
export class CallRecordingService {
  constructor(
    private readonly tickets: TicketLockService,
    private readonly entries: CallEntries,
    private readonly lock: PromiseLockService,
    private readonly making: PromiseMakingService,
    private readonly keeping: PromiseKeepingService,
    private readonly renewals: PromiseRenewalService,
    private readonly withdrawals: PromiseWithdrawalService,
    private readonly care: CallbackCareService,
    private readonly owners: CallbackOwner,
    private readonly debts: CallbackDebts,
    private readonly states: TicketStateService,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem conversation/not_found, ticket/closed, request/invalid for a number or time that is none; resource/not_found, promise/not_owed for a callback; what solving refuses */
  async onTicket(tx: Tx, actor: StaffActor, ticketId: string, { number, zone, solve, seenSeq, openChildren, promiseId, ...facts }: z.infer<typeof CallOnTicket>): Promise<void> {
    const ticket = await this.tickets.forStaff(tx, actor, ticketId);
    const callback = promiseId === undefined ? null : await this.debts.demandOwed(tx, ticketId, promiseId);
    await this.record(tx, actor, ticket, facts, phoneOf(number, zone) ?? callback);
    if (solve) await this.solve(tx, actor, ticketId, { seenSeq, openChildren });
  }

  /** An attempt of a callback. Of two who record at once the second is told that nothing is owed any more. @returns the ticket's id @throws Problem resource/not_found, promise/not_owed */
  async onCallback(tx: Tx, actor: StaffActor, promiseId: string, { result, note, nextDueAt }: CallRecord): Promise<string> {
    const { ticket } = await this.lock.forStaff(tx, actor, promiseId);
    const callback = await this.debts.demandOwed(tx, ticket.id, promiseId);
    const owner = nextDueAt === undefined ? null : await this.owners.of(tx, callback.ownerId, ticket);
    const again = nextDueAt === undefined ? undefined : { dueAt: nextDueAt, ...(owner === null ? {} : { ownerId: owner.id }) };
    await this.record(tx, actor, ticket, { direction: 'out', result, note, callback: again }, callback, again === undefined || owner !== null);
    return ticket.id;
  }

  async solve(tx: Tx, actor: StaffActor, ticketId: string, seen: { seenSeq?: number | undefined; openChildren?: number | undefined }): Promise<void> {
    if (!actor.permissions.has('ticket.close')) throw new Problem('permission/missing', { permission: 'ticket.close' });
    await this.states.solve(tx, actor, ticketId, seen);
  }

  /** On a ticket that the caller holds. @param owned whether somebody in particular is to call again */
  async record(tx: Tx, actor: StaffActor, ticket: LockedTicket, { direction, result, note, callback }: Facts, phone: CalledNumber, owned = true, opened = false): Promise<void> {
    if (ticket.state === 'closed') throw new Problem('ticket/closed');
    const owed = await tx.answerPromise.findFirst({ where: { ticketId: ticket.id, kind: 'callback', state: { in: [...UNMET] } }, orderBy: { id: 'asc' }, include: { callback: true } });
    const nextDueAt = callback ? this.care.timeOf(callback.dueAt) : null;
    const ownerId = callback && owned ? await this.care.ownerOf(tx, ticket, callback.ownerId ?? actor.id) : null;
    const { lineId, publicSeq, noteId } = await this.entries.write(tx, actor, ticket.id, { direction, result, note: note ?? '' });
    const id = newId();
    await tx.phoneCall.create({ data: { id, ticketId: ticket.id, byId: actor.id, direction, result, number: phone?.number ?? (direction === 'out' ? (owed?.callback?.number ?? null) : null), noteId, opened, names: opened && isSpokenTo(result), promiseId: owed?.id ?? null, nextDueAt, createdAt: this.clock.now() } });
    await this.events.record(tx, actor, 'call.recorded', ticket.id, { callId: id, ticketId: ticket.id, teamId: ticket.teamId, direction, result });
    const effect = effectOf(direction, result, nextDueAt !== null);
    const ended = effect.end === 'kept' || effect.end === 'kept_and_made';
    if (owed && ended) await this.keeping.keep(tx, actor, owed, { at: this.clock.now(), byId: actor.id, messageId: null });
    if (owed && effect.end === 'withdrawn') await this.withdrawals.withdraw(tx, actor, owed, effect.reason);
    if (nextDueAt === null) return;
    // Nobody is done who is to call again: as with a word of the customer, a solved ticket is at work.
    if (ticket.state === 'solved') await this.states.resume(tx, actor, ticket.id);
    const promise = await this.agree(tx, actor, ticket, ended ? null : owed, { nextDueAt, messageId: lineId, publicSeq });
    await this.owe(tx, promise, phone ?? owed?.callback ?? (await this.lastNumber(tx, ticket.id)), ownerId);
    const previousId = owed?.callback?.ownerId ?? null;
    // Whoever owes this call already, and is to try again, was handed nothing; of another time the promise itself tells.
    if (ownerId !== null && ownerId !== actor.id && (ended || ownerId !== previousId)) await this.events.record(tx, actor, 'callback.handed', promise.id, { promiseId: promise.id, ticketId: ticket.id, teamId: ticket.teamId, ownerId, previousId });
  }

  private agree(tx: Tx, actor: StaffActor, ticket: LockedTicket, owed: AnswerPromise | null, { nextDueAt, ...entry }: { nextDueAt: Date; messageId: string; publicSeq: number }): Promise<AnswerPromise> {
    if (owed) return this.renewals.renew(tx, actor, owed, nextDueAt);
    return this.making.make(tx, actor, ticket, { kind: 'callback', ...entry, agreed: { dueAt: nextDueAt, byName: actor.name } });
  }

  /** The number of an earlier call on the ticket, where this one names none. */
  private async lastNumber(tx: Tx, ticketId: string): Promise<CalledNumber> {
    const call = await tx.phoneCall.findFirst({ where: { ticketId, number: { not: null } }, orderBy: { id: 'desc' }, select: { number: true } });
    return call?.number ? { number: call.number, country: null } : null;
  }

  /** Whom to call, and who does. */
  private async owe(tx: Tx, { id: promiseId }: AnswerPromise, phone: CalledNumber, ownerId: string | null): Promise<void> {
    const known = await tx.callback.findUnique({ where: { promiseId }, select: { number: true } });
    const to = phone && { number: phone.number, country: phone.country };
    if (known) await tx.callback.update({ where: { promiseId }, data: { ...to, ownerId, windowFrom: null, windowTo: null } });
    else if (to) await tx.callback.create({ data: { promiseId, ...to, ownerId } });
    else throw new Problem('request/invalid', undefined, { fields: [{ path: 'number', code: 'required' }] });
  }
}

/** @throws Problem request/invalid for what is no number */
export function phoneOf(number: string | undefined, zone: string | undefined): CalledNumber {
  if (number === undefined) return null;
  const phone = readPhone(number, zone ?? null);
  if ('fault' in phone) throw new Problem('request/invalid', undefined, { fields: [{ path: 'number', code: phone.fault }] });
  return phone;
}
