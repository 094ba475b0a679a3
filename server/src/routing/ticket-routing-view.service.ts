import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Considered, RoutingWait, type TicketRouting } from '#contracts/routing.js';
import { RoutingReasons } from '#contracts/routing.reasons.js';
import type { Actor } from '../platform/actor.js';
import { isStaff } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { TicketAsking } from './ticket-asking.service.js';

const LATEST = 10;
const Waits = z.array(RoutingWait);
const Others = z.array(Considered);

/** How a ticket finds its person, and why it is whose it is. */
@Injectable()
export class TicketRoutingView {
  constructor(private readonly db: Database, private readonly access: ConversationAccess, private readonly asking: TicketAsking) {}

  /** @throws Problem conversation/not_found when it is missing or not for this person to see */
  async of(actor: Actor, ticketId: string): Promise<TicketRouting> {
    if (!isStaff(actor)) throw new Problem('permission/missing');
    await this.access.asStaff(actor, ticketId);
    const { prisma } = this.db;
    const [asked, ticket, row, chats, decisions] = await Promise.all([
      this.asking.of(prisma, ticketId),
      prisma.ticket.findUnique({ where: { id: ticketId }, select: { state: true, assigneeId: true, teamId: true, spamAt: true, snoozedUntil: true } }),
      prisma.ticketRouting.findUnique({ where: { ticketId } }),
      prisma.chat.count({ where: { ticketId, state: { not: 'ended' } } }),
      prisma.routingDecision.findMany({ where: { ticketId }, orderBy: { id: 'desc' }, take: LATEST, include: { account: { select: { id: true, name: true } } } }),
    ]);
    if (!asked || !ticket) throw new Problem('conversation/not_found');
    const free = ticket.assigneeId === null && (ticket.state === 'new' || ticket.state === 'open');
    // What was found before it came to a team that takes by hand is over; so is what waits for something else.
    const sought = free && ticket.spamAt === null && ticket.snoozedUntil === null && (asked.team.method !== 'manual' || asked.askedAt !== null);
    const read = decisions.map((decision) => ({ ...decision, reasons: RoutingReasons.parse(decision.reasons), considered: Others.parse(decision.considered) }));
    const names = await this.names(read.flatMap(({ considered }) => considered.map(({ accountId }) => accountId)));
    return {
      method: asked.team.method,
      language: asked.needs.language,
      skills: [...asked.needs.skills],
      waits: sought && row?.waitsSince ? { since: row.waitsSince.toISOString(), reasons: Waits.parse(row.waits), fallbackAt: row.fallbackAt?.toISOString() ?? null } : null,
      decisions: read.map(({ id, createdAt, chatId, account, reasons, considered }) => ({
        id, at: createdAt.toISOString(), chat: chatId !== null, person: account, reasons,
        others: considered.flatMap(({ accountId, ...rest }) => {
          const name = accountId === account.id ? undefined : names.get(accountId);
          return name === undefined ? [] : [{ ...rest, person: { id: accountId, name } }];
        }),
      })),
      can: { change: ticket.state !== 'closed' && actor.permissions.has('ticket.edit'), ask: free && chats === 0 && ticket.teamId !== null && row?.askedAt == null && asked.team.method === 'manual' && actor.permissions.has('ticket.assign') },
    };
  }

  private async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const people = await this.db.prisma.account.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
    return new Map(people.map(({ id, name }) => [id, name]));
  }
}
