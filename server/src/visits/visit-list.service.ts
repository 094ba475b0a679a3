import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { TicketVisit, Visits, VisitTrail } from '#contracts/visits.js';
import type { Prisma } from '#prisma/generated/client.js';
import { type Actor, isStaff } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { InviteStandingService } from './invite-standing.service.js';
import { type LoadedVisit, VISIT_INCLUDE } from './visit.record.js';
import { HERE_MS, KEPT_DAYS, MOST_PAGES } from './visit.rules.js';
import { type Looker, presentPage, presentVisit } from './visits.present.js';

const MOST = 100;

/** Visits as the staff sees them: those of own teams' widgets, and those of widgets without a team. */
@Injectable()
export class VisitListService {
  constructor(
    private readonly db: Database,
    private readonly access: ConversationAccess,
    private readonly standing: InviteStandingService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Who is on the shop now, the latest arrival first. */
  async here(actor: Actor): Promise<z.infer<typeof Visits>> {
    const now = this.clock.now();
    const rows = await this.db.prisma.visit.findMany({
      where: { ...reach(actor), seenAt: { gte: new Date(now.getTime() - HERE_MS) } },
      include: VISIT_INCLUDE,
      orderBy: { id: 'desc' },
      take: MOST + 1,
    });
    const lookers = await this.lookers(actor, rows);
    return { items: rows.slice(0, MOST).map((row) => presentVisit(row, lookers(row), now)), more: rows.length > MOST, serverTime: now.toISOString() };
  }

  /** @throws Problem resource/not_found */
  async one(actor: Actor, id: string): Promise<z.infer<typeof VisitTrail>> {
    return this.trail(actor, await this.db.prisma.visit.findFirst({ where: { id, ...reach(actor) }, include: VISIT_INCLUDE }));
  }

  /** The visit beside a ticket: the one during which it was last live. @throws Problem conversation/not_found */
  async ofTicket(actor: Actor, ticketId: string): Promise<z.infer<typeof TicketVisit>> {
    if (!isStaff(actor)) throw new Problem('permission/missing');
    const { visitorId } = await this.access.asStaff(actor, ticketId);
    const { closedAt } = await this.db.prisma.ticket.findUniqueOrThrow({ where: { id: ticketId }, select: { closedAt: true } });
    const where = { visitorId, ...(closedAt ? { startedAt: { lte: closedAt } } : {}) };
    const visit = visitorId === null ? null : await this.db.prisma.visit.findFirst({ where, include: VISIT_INCLUDE, orderBy: { startedAt: 'desc' } });
    return { trail: visit && (await this.trail(actor, visit)), keptDays: KEPT_DAYS };
  }

  private async trail(actor: Actor, row: LoadedVisit | null): Promise<z.infer<typeof VisitTrail>> {
    if (!row) throw new Problem('resource/not_found');
    const [lookers, pages] = await Promise.all([
      this.lookers(actor, [row]),
      this.db.prisma.visitPage.findMany({ where: { visitId: row.id }, orderBy: { id: 'asc' }, take: MOST_PAGES }),
    ]);
    return { visit: presentVisit(row, lookers(row), this.clock.now()), pages: pages.map(presentPage) };
  }

  private async lookers(actor: Actor, rows: readonly LoadedVisit[]): Promise<(row: LoadedVisit) => Looker> {
    const teams = [...new Set(rows.map(({ channel }) => channel.teamId))];
    const [online, ...open] = await Promise.all([
      actor.id !== null && this.standing.isOnline(this.db.prisma, actor.id),
      ...teams.map((teamId) => this.standing.isOpen(this.db.prisma, teamId)),
    ]);
    const mayInvite = actor.permissions.has('visit.invite');
    return ({ channel }) => ({ mayInvite, permissions: actor.permissions, online, open: open[teams.indexOf(channel.teamId)] ?? false });
  }
}

/** Nobody of the blocked, and of the widgets of others nobody. */
function reach({ permissions, teamIds }: Actor): Prisma.VisitWhereInput {
  const notBlocked: Prisma.VisitWhereInput = { OR: [{ visitorId: null }, { visitor: { blockedAt: null } }] };
  if (permissions.has('ticket.read_all')) return notBlocked;
  return { AND: [notBlocked, { channel: { OR: [{ teamId: null }, { teamId: { in: [...teamIds] } }] } }] };
}
