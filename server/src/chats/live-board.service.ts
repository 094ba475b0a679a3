import { Inject, Injectable } from '@nestjs/common';
import type { LiveBoard } from '#contracts/chats.js';
import { connectedSince } from '../accounts/connected.rules.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { CHAT_INCLUDE } from './board-chat.record.js';
import { median } from './chat.rules.js';
import { presentBoard } from './live-board.present.js';

const DAY_MS = 24 * 3_600_000;
/** Who waits, who attends, and how loaded everybody is: a lead's view of now. */
@Injectable()
export class LiveBoardService {
  constructor(private readonly db: Database, @Inject(Clock) private readonly clock: Clock) {}

  async of(actor: Actor): Promise<LiveBoard> {
    const now = this.clock.now();
    const all = actor.permissions.has('ticket.read_all');
    const teams = await this.db.prisma.team.findMany({ where: all ? {} : { id: { in: [...actor.teamIds] } }, select: { id: true, name: true }, orderBy: { name: 'asc' } });
    const teamIds = teams.map((team) => team.id);
    const ofTeams = all ? {} : { OR: [{ teamId: { in: teamIds } }, { teamId: null }] };
    const [chats, agents, ended, replies] = await Promise.all([
      this.db.prisma.chat.findMany({ where: { ...ofTeams, state: { not: 'ended' } }, include: CHAT_INCLUDE, orderBy: [{ queuedAt: 'asc' }, { id: 'asc' }], take: 300 }),
      this.agents(all ? null : teamIds),
      this.db.prisma.chat.count({ where: { ...ofTeams, endedAt: { gte: new Date(now.getTime() - DAY_MS) } } }),
      this.firstReplies(all ? null : teamIds, new Date(now.getTime() - DAY_MS)),
    ]);
    return presentBoard(actor, { teams, chats, agents, connectedSince: connectedSince(now), endedToday: ended, firstReplies: replies.length, medianFirstReplySeconds: median(replies) });
  }

  private agents(teamIds: string[] | null) {
    return this.db.prisma.account.findMany({
      where: { deactivatedAt: null, roles: { some: { role: { permissions: { has: 'chat.accept' } } } }, ...(teamIds ? { memberships: { some: { teamId: { in: teamIds } } } } : {}) },
      select: { id: true, name: true, pictureUrl: true, availability: true, capacity: true, leases: { select: { seenAt: true } }, memberships: { select: { teamId: true } } },
      orderBy: { name: 'asc' },
      take: 300,
    });
  }

  /** Seconds from the start of each chat of the last day to the first word of the staff, where there was one. */
  private async firstReplies(teamIds: string[] | null, since: Date): Promise<number[]> {
    const { rows } = await this.db.pool.query<{ seconds: number }>({
      name: 'board-first-replies',
      text: `SELECT extract(epoch FROM t."firstStaffAt" - c."queuedAt")::float AS "seconds" FROM "Chat" c JOIN "Timeline" t ON t."ticketId" = c."ticketId"
             WHERE c."queuedAt" >= $2 AND t."firstStaffAt" >= c."queuedAt" AND ($1::uuid[] IS NULL OR c."teamId" = ANY($1::uuid[]) OR c."teamId" IS NULL) LIMIT 5000`,
      values: [teamIds, since],
    });
    return rows.map((row) => row.seconds);
  }
}
