import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { z } from 'zod';
import type { RelationCandidates, Relations } from '#contracts/relations.js';
import { TicketState } from '#contracts/tickets.js';
import type { Prisma } from '#prisma/generated/client.js';
import { reachWhere } from '../accounts/reach.policy.js';
import { wordsFor } from '../customers/contact.policy.js';
import { type Actor, isStaff, type StaffActor } from '../platform/actor.js';
import { Database, type Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { SearchService } from '../search/search.service.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { SolveGates } from '../tickets/solve-gates.js';
import { seenFrom } from './relation.rules.js';

const MOST = 12;
const OTHER = {
  id: true, number: true, subject: true, state: true, customer: { select: { name: true } }, visitor: { select: { name: true } }, assignee: { select: { id: true, name: true, pictureUrl: true } },
} satisfies Prisma.TicketSelect;
type Other = Prisma.TicketGetPayload<{ select: typeof OTHER }>;
const DONE = ['solved', 'closed'];

/** What has to do with a ticket, as far as its reader may read it; and whether parts of it are open when it is to be done. */
@Injectable()
export class RelationReading implements OnModuleInit {
  constructor(private readonly db: Database, private readonly access: ConversationAccess, private readonly search: SearchService, private readonly gates: SolveGates) {}

  onModuleInit(): void {
    this.gates.add((tx, actor, { id }, { openChildren }) => this.demandSeen(tx, actor, id, openChildren));
  }

  /** @throws Problem conversation/not_found */
  async of(actor: StaffActor, ticketId: string): Promise<Relations> {
    await this.access.asStaff(actor, ticketId);
    const rows = await this.db.prisma.ticketRelation.findMany({ where: { OR: [{ fromId: ticketId }, { toId: ticketId }] }, orderBy: { createdAt: 'asc' } });
    const ids = rows.map(({ fromId, toId }) => (fromId === ticketId ? toId : fromId));
    const [tickets, people] = await Promise.all([
      this.db.prisma.ticket.findMany({ where: { AND: [reachWhere(actor), { id: { in: ids } }] }, select: OTHER }),
      this.db.prisma.account.findMany({ where: { id: { in: rows.map(({ byId }) => byId) } }, select: { id: true, name: true, pictureUrl: true } }),
    ]);
    const known = rows.flatMap((row) => {
      const ticket = tickets.find(({ id }) => id === row.fromId || id === row.toId);
      return ticket ? [{ as: seenFrom(ticketId, row), it: { ticket: present(actor, ticket), by: people.find(({ id }) => id === row.byId) ?? null, at: row.createdAt.toISOString() } }] : [];
    });
    const all = (kind: 'related' | 'parent' | 'child') => known.flatMap(({ as, it }) => (as === kind ? [it] : []));
    return { parent: all('parent')[0] ?? null, children: all('child'), related: all('related'), can: { change: actor.permissions.has('ticket.edit') } };
  }

  /** What a ticket may be related to: others of its customer first, or what is looked for. @throws Problem conversation/not_found */
  async candidates(actor: StaffActor, ticketId: string, search: string): Promise<z.infer<typeof RelationCandidates>> {
    const { visitorId, customerId } = await this.access.asStaff(actor, ticketId);
    const rows = await this.db.prisma.ticketRelation.findMany({ where: { OR: [{ fromId: ticketId }, { toId: ticketId }] }, select: { fromId: true, toId: true } });
    // What has to do with it already is no candidate.
    const except = [ticketId, ...rows.map(({ fromId, toId }) => (fromId === ticketId ? toId : fromId))];
    if (search !== '') {
      const ids = await this.search.partners(actor, search, { except }, MOST);
      const found = await this.db.prisma.ticket.findMany({ where: { AND: [reachWhere(actor)], id: { in: ids } }, select: OTHER });
      return { items: ids.flatMap((id) => found.filter((one) => one.id === id)).map((ticket) => present(actor, ticket)) };
    }
    const owners = [...(visitorId ? [{ visitorId }] : []), ...(customerId ? [{ customerId }] : [])];
    if (owners.length === 0) return { items: [] };
    const found = await this.db.prisma.ticket.findMany({
      where: { AND: [reachWhere(actor), { OR: owners }], id: { notIn: except }, spamAt: null },
      select: OTHER,
      orderBy: { id: 'desc' },
      take: MOST,
    });
    return { items: found.map((ticket) => present(actor, ticket)) };
  }

  /** Whoever says how many open parts he saw is told of those he did not. Parts that he may not read hold up nothing and are not told. */
  private async demandSeen(tx: Tx, actor: Actor, ticketId: string, seen: number | undefined): Promise<void> {
    if (seen === undefined || !isStaff(actor)) return;
    const open = await tx.ticket.findMany({
      where: { AND: [reachWhere(actor), { relatesTo: { some: { kind: 'child', fromId: ticketId } } }], state: { notIn: DONE }, spamAt: null },
      select: { id: true, number: true, subject: true },
      orderBy: { id: 'asc' },
    });
    if (open.length > seen) throw new Problem('relation/children_open', { children: open });
  }
}

const present = (actor: Actor, { customer, visitor, state, ...ticket }: Other) => ({ ...ticket, customer: wordsFor(actor, customer?.name ?? visitor?.name ?? ''), state: TicketState.parse(state) });
