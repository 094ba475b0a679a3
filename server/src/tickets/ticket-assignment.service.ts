import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { TicketAssignment } from '#contracts/tickets.js';
import type { Actor } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import { TimelineService } from './timeline.service.js';
import { TicketLockService } from './ticket-lock.service.js';
import { TicketMoves } from './ticket-moves.service.js';

/** So many go in one transaction; the sweep takes the rest. */
const MOST = 200;

/** Giving a ticket to a person, a team, or back to everybody. */
@Injectable()
export class TicketAssignmentService {
  constructor(private readonly lock: TicketLockService, private readonly moves: TicketMoves, private readonly timelines: TimelineService, private readonly events: Events) {}

  /** By a person of the staff. @throws Problem conversation/not_found, ticket/closed, resource/not_found, ticket/assignee_cannot_reply */
  async assign(tx: Tx, actor: Actor, ticketId: string, to: z.infer<typeof TicketAssignment>): Promise<void> {
    const ticket = await this.lock.forStaff(tx, actor, ticketId);
    if (ticket.state === 'closed') throw new Problem('ticket/closed');
    const assignee = to.accountId ? await this.holder(tx, to.accountId) : null;
    if (to.teamId && !(await tx.team.findUnique({ where: { id: to.teamId } }))) throw new Problem('resource/not_found');
    const teamId = to.teamId ?? ticket.teamId;
    if (ticket.assigneeId === to.accountId && ticket.teamId === teamId) return;
    await this.hand(tx, actor, ticket, { assigneeId: to.accountId, teamId });
    await this.timelines.append(tx, actor, ticketId, [{ code: 'ticket.assigned', data: { name: assignee?.name ?? null, byName: actor.name } }]);
  }

  /** Somebody who may be given a ticket: one that he could not answer would lie. @throws Problem resource/not_found, ticket/assignee_cannot_reply */
  async holder(tx: Tx, accountId: string): Promise<{ id: string; name: string }> {
    const account = await this.colleague(tx, accountId);
    if (!account) throw new Problem('resource/not_found');
    if (!account.answers) throw new Problem('ticket/assignee_cannot_reply', { name: account.name });
    return account;
  }

  /** Whoever has an older ticket, if he may be given one still; otherwise nobody. */
  async heir(tx: Tx, accountId: string | null): Promise<string | null> {
    const account = accountId === null ? null : await this.colleague(tx, accountId);
    return account?.answers ? account.id : null;
  }

  private async colleague(tx: Tx, id: string): Promise<{ id: string; name: string; answers: boolean } | null> {
    // Not past somebody who is being deactivated: what is given a moment before goes back to the team with the rest.
    await tx.$queryRaw`SELECT 1 FROM "Account" WHERE "id" = ${id}::uuid FOR SHARE`;
    const account = await tx.account.findFirst({ where: { id, deactivatedAt: null }, select: { name: true, roles: { select: { role: { select: { permissions: true } } } } } });
    return account && { id, name: account.name, answers: account.roles.some(({ role }) => role.permissions.includes('ticket.reply')) };
  }

  /** The rows alone: for verbs of other slices that tell of it in their own words. @returns the id of the event */
  async hand(tx: Tx, actor: Actor, ticket: { id: string; assigneeId: string | null; state: string }, to: { assigneeId: string | null; teamId: string | null }): Promise<string> {
    await tx.ticket.update({ where: { id: ticket.id }, data: { ...to, version: { increment: 1 } } });
    if (ticket.state === 'new') await this.moves.make(tx, actor, { ...ticket, ...to }, 'take');
    return this.events.record(tx, actor, 'ticket.assigned', ticket.id, { ticketId: ticket.id, ...to, previousId: ticket.assigneeId });
  }

  /** The open tickets of somebody who is deactivated are their teams' again, at most so many at a time. */
  async freeAllOf(tx: Tx, actor: Actor, accountId: string): Promise<void> {
    const former = await tx.account.findFirst({ where: { id: accountId, deactivatedAt: { not: null } }, select: { id: true, name: true } });
    if (!former) return;
    const tickets = await tx.ticket.findMany({ where: { assigneeId: accountId, state: { not: 'closed' } }, select: { id: true }, orderBy: { id: 'asc' }, take: MOST });
    for (const { id } of tickets) await this.free(tx, actor, id, former);
  }

  private async free(tx: Tx, actor: Actor, ticketId: string, former: { id: string; name: string }): Promise<void> {
    const ticket = await this.lock.hold(tx, ticketId);
    if (ticket.state === 'closed' || ticket.assigneeId !== former.id) return;
    await tx.ticket.update({ where: { id: ticketId }, data: { assigneeId: null, version: { increment: 1 } } });
    await this.timelines.append(tx, actor, ticketId, [{ code: 'ticket.freed', data: { name: former.name } }]);
    await this.events.record(tx, actor, 'ticket.assigned', ticketId, { ticketId, teamId: ticket.teamId, assigneeId: null, previousId: former.id });
  }
}
