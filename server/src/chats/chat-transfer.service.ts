import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { ChatTransfer } from '#contracts/chats.js';
import { Permission } from '#contracts/permissions.js';
import { inReach } from '../accounts/reach.policy.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { TicketAssignmentService } from '../tickets/ticket-assignment.service.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { ChatLockService, chatFacts } from './chat-lock.service.js';
import { ChatReservationService } from './chat-reservation.service.js';

/** Handing a chat on: to a team's queue, or to one person, who is asked first. */
@Injectable()
export class ChatTransferService {
  constructor(
    private readonly lock: ChatLockService,
    private readonly reservations: ChatReservationService,
    private readonly assignments: TicketAssignmentService,
    private readonly timelines: TimelineService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * The note is for staff alone; the customer reads only that somebody else will go on.
   * @returns the ticket's id
   * @throws Problem chat/not_active, chat/target_unavailable, resource/not_found
   */
  async transfer(tx: Tx, actor: Actor, chatId: string, to: z.infer<typeof ChatTransfer>): Promise<string> {
    const { ticket, chat } = await this.lock.forStaff(tx, actor, chatId);
    if (chat.state !== 'accepted') throw new Problem('chat/not_active');
    if (chat.agentId !== actor.id && !actor.permissions.has('chat.take_over')) throw new Problem('permission/missing', { permission: 'chat.take_over' });
    const target = await this.target(tx, to, ticket.teamId);
    const now = this.clock.now();
    const moved = await this.lock.move(tx, chat, to.accountId ? 'transferToPerson' : 'transferToTeam', {
      agentId: null,
      teamId: target.teamId,
      reservedForId: to.accountId ?? null,
      reservedUntil: to.accountId ? this.reservations.until() : null,
    });
    await tx.chatTransfer.create({
      data: { id: newId(), chatId, fromId: actor.id, toTeamId: to.teamId ?? null, toAccountId: to.accountId ?? null, note: to.note ?? null, createdAt: now },
    });
    await this.assignments.hand(tx, actor, ticket, { assigneeId: null, teamId: target.teamId });
    const lines = [{ code: 'chat.transferred' as const, data: { to: target.name, toKind: to.accountId ? 'person' : 'team' } }];
    const note = to.note?.trim() ? [{ code: 'chat.transfer_note' as const, data: { note: to.note, byName: actor.name, to: target.name } }] : [];
    await this.timelines.append(tx, actor, ticket.id, [...lines, ...note]);
    await this.lock.events.record(tx, actor, 'chat.transferred', chat.id, { ...chatFacts(moved), previousId: chat.agentId });
    return ticket.id;
  }

  private async target(tx: Tx, to: z.infer<typeof ChatTransfer>, currentTeamId: string | null): Promise<{ teamId: string | null; name: string }> {
    if (to.teamId) {
      const team = await tx.team.findUnique({ where: { id: to.teamId } });
      if (!team) throw new Problem('resource/not_found');
      return { teamId: team.id, name: team.name };
    }
    const person = await tx.account.findFirst({
      where: { id: to.accountId ?? '', deactivatedAt: null },
      include: { memberships: { select: { teamId: true } }, roles: { select: { role: { select: { permissions: true } } } } },
    });
    if (!person) throw new Problem('resource/not_found');
    const permissions = new Set(person.roles.flatMap(({ role }) => role.permissions.flatMap((name) => Permission.safeParse(name).data ?? [])));
    // The receiver must be able to read it: a person outside the team brings the ticket to a team of his own.
    const teams = person.memberships.map((membership) => membership.teamId);
    const reads = inReach({ id: person.id, permissions, teamIds: teams }, { teamId: currentTeamId, assigneeId: null });
    const teamId = reads ? currentTeamId : teams[0];
    if (person.availability === 'offline' || !permissions.has('chat.accept') || teamId === undefined) throw new Problem('chat/target_unavailable', { name: person.name });
    return { teamId, name: person.name };
  }
}
