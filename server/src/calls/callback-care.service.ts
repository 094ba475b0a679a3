import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Appointment, CallbackDrop } from '#contracts/calls.js';
import { inReach } from '../accounts/reach.policy.js';
import { Permission } from '#contracts/permissions.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import { PromiseLockService } from '../promises/promise-lock.service.js';
import { PromiseRenewalService } from '../promises/promise-renewal.service.js';
import { PromiseWithdrawalService } from '../promises/promise-withdrawal.service.js';
import { TicketAssignmentService } from '../tickets/ticket-assignment.service.js';
import type { LockedTicket } from '../tickets/ticket-lock.service.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { isAhead } from './call.rules.js';
import { CallbackDebts } from './callback-debts.service.js';

/** A callback that is owed: moved, handed to somebody, or dropped, each with a reason that stands in the timeline. */
@Injectable()
export class CallbackCareService {
  constructor(
    private readonly lock: PromiseLockService,
    private readonly renewals: PromiseRenewalService,
    private readonly withdrawals: PromiseWithdrawalService,
    private readonly assignments: TicketAssignmentService,
    private readonly timelines: TimelineService,
    private readonly debts: CallbackDebts,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @returns the ticket's id @throws Problem resource/not_found, promise/not_owed, request/invalid, ticket/assignee_cannot_reply */
  async move(tx: Tx, actor: Actor, promiseId: string, { dueAt, ownerId, reason }: z.infer<typeof Appointment>): Promise<string> {
    const { ticket, promise, callback } = await this.owed(tx, actor, promiseId);
    const at = dueAt === undefined ? null : this.timeOf(dueAt);
    const owner = ownerId === undefined ? null : await this.ownerOf(tx, ticket, ownerId);
    const handed = owner !== null && owner !== callback.ownerId;
    const moved = at !== null && at.getTime() !== promise.dueAt?.getTime();
    if (!handed && !moved) return ticket.id;
    const to = handed ? await tx.account.findUniqueOrThrow({ where: { id: owner }, select: { name: true } }) : null;
    await this.timelines.append(tx, actor, ticket.id, [{ code: handed ? 'callback.handed' : 'callback.moved', data: { byName: actor.name, text: reason, ...(to ? { to: to.name } : {}) } }]);
    // Whoever has it now is warned anew where it is urgent already.
    if (handed) await tx.answerPromise.update({ where: { id: promiseId }, data: { warnedAt: null, version: { increment: 1 } } });
    if (handed || moved) await tx.callback.update({ where: { promiseId }, data: { ...(handed ? { ownerId: owner } : {}), ...(moved ? { windowFrom: null, windowTo: null } : {}) } });
    if (moved) await this.renewals.renew(tx, actor, promise, at);
    if (handed) await this.events.record(tx, actor, 'callback.handed', promiseId, { promiseId, ticketId: ticket.id, teamId: ticket.teamId, ownerId: owner, previousId: callback.ownerId });
    return ticket.id;
  }

  /** @returns the ticket's id @throws Problem resource/not_found, promise/not_owed */
  async drop(tx: Tx, actor: Actor, promiseId: string, { reason }: z.infer<typeof CallbackDrop>): Promise<string> {
    const { ticket, promise } = await this.owed(tx, actor, promiseId);
    await this.withdrawals.withdraw(tx, actor, promise, 'dropped', reason);
    return ticket.id;
  }

  /** @throws Problem request/invalid for a time that is not ahead, or too far */
  timeOf(dueAt: string): Date {
    const at = new Date(dueAt);
    if (!isAhead(at, this.clock.now())) throw new Problem('request/invalid', undefined, { fields: [{ path: 'dueAt', code: 'not_ahead' }] });
    return at;
  }

  /** Somebody who may answer this ticket and see it. @throws Problem resource/not_found, ticket/assignee_cannot_reply */
  async ownerOf(tx: Tx, ticket: LockedTicket, accountId: string): Promise<string> {
    await this.assignments.holder(tx, accountId);
    const { roles, memberships } = await tx.account.findUniqueOrThrow({
      where: { id: accountId },
      select: { memberships: { select: { teamId: true } }, roles: { select: { role: { select: { permissions: true } } } } },
    });
    const permissions = new Set(roles.flatMap(({ role }) => role.permissions.flatMap((name) => Permission.safeParse(name).data ?? [])));
    if (!inReach({ id: accountId, permissions, teamIds: memberships.map(({ teamId }) => teamId) }, ticket)) throw new Problem('resource/not_found');
    return accountId;
  }

  private async owed(tx: Tx, actor: Actor, promiseId: string) {
    const { ticket } = await this.lock.forStaff(tx, actor, promiseId);
    const callback = await this.debts.demandOwed(tx, ticket.id, promiseId);
    return { ticket, promise: callback.promise, callback };
  }
}
