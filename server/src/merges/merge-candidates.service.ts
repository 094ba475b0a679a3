import { Injectable } from '@nestjs/common';
import type { MergeCandidates, MergeSide } from '#contracts/merges.js';
import { PromiseKind } from '#contracts/promises.js';
import { ChannelKind, TicketState } from '#contracts/tickets.js';
import type { Prisma } from '#prisma/generated/client.js';
import { reachWhere } from '../accounts/reach.policy.js';
import { addressFor, wordsFor } from '../customers/contact.policy.js';
import { Correspondents } from '../customers/correspondents.service.js';
import { type Actor, isStaff, type StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { SearchService } from '../search/search.service.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { isSameCustomer } from './merge.rules.js';

const MOST = 12;
const MERGEABLE = TicketState.options.filter((state) => state !== 'closed');
const SIDE = {
  timeline: { select: { preview: true, lastMessageAt: true, waitingSince: true } },
  channel: { select: { kind: true } },
  visitor: { select: { name: true, email: true, verified: true } },
  customer: { select: { name: true, identities: { where: { kind: 'email', proof: { not: 'claimed' } }, select: { value: true }, take: 1 } } },
  assignee: { select: { id: true, name: true, pictureUrl: true } },
  team: { select: { id: true, name: true } },
  _count: { select: { messages: { where: { kind: { not: 'system' } } } } },
} satisfies Prisma.TicketInclude;
type Loaded = Prisma.TicketGetPayload<{ include: typeof SIDE }>;

/** What a ticket may be merged into: open tickets of the same customer or address first, or what is looked for. */
@Injectable()
export class MergeCandidatesService {
  constructor(private readonly db: Database, private readonly access: ConversationAccess, private readonly search: SearchService, private readonly correspondents: Correspondents) {}

  /** @throws Problem conversation/not_found */
  async of(actor: Actor, ticketId: string, search: string): Promise<MergeCandidates> {
    if (!isStaff(actor)) throw new Problem('permission/missing');
    await this.access.asStaff(actor, ticketId);
    const source = await this.db.prisma.ticket.findUniqueOrThrow({ where: { id: ticketId }, include: SIDE });
    const owed = await this.db.prisma.answerPromise.findMany({ where: { ticketId, state: { in: ['open', 'broken'] } }, select: { kind: true }, orderBy: { id: 'asc' } });
    const found = search === '' ? await this.ofWriter(actor, source) : await this.matching(actor, ticketId, search);
    const items = found.map((ticket) => ({ ...present(actor, ticket), sameCustomer: isSameCustomer(source, ticket) }));
    return { source: present(actor, source), owed: owed.map(({ kind }) => PromiseKind.parse(kind)), items: [...items.filter((one) => one.sameCustomer), ...items.filter((one) => !one.sameCustomer)] };
  }

  private async ofWriter(actor: Actor, { id, visitorId, customerId, visitor }: Loaded): Promise<Loaded[]> {
    const visitorIds = [...new Set([...(visitorId ? [visitorId] : []), ...(visitor?.email ? await this.correspondents.alike(this.db.prisma, visitor.email) : [])])];
    const owners: Prisma.TicketWhereInput[] = [...(visitorIds.length > 0 ? [{ visitorId: { in: visitorIds } }] : []), ...(customerId ? [{ customerId }] : [])];
    if (owners.length === 0) return [];
    return this.db.prisma.ticket.findMany({ where: { AND: [reachWhere(actor), { OR: owners }], state: { in: MERGEABLE }, spamAt: null, id: { not: id } }, include: SIDE, orderBy: { id: 'desc' }, take: MOST });
  }

  private async matching(actor: StaffActor, ticketId: string, search: string): Promise<Loaded[]> {
    const ids = await this.search.partners(actor, search, { except: [ticketId], states: MERGEABLE }, MOST);
    const found = await this.db.prisma.ticket.findMany({ where: { AND: [reachWhere(actor)], id: { in: ids } }, include: SIDE });
    return ids.flatMap((id) => found.filter((one) => one.id === id));
  }
}

const present = (actor: Actor, ticket: Loaded): MergeSide => ({
  id: ticket.id,
  number: ticket.number,
  subject: ticket.subject,
  state: TicketState.parse(ticket.state),
  channelKind: ChannelKind.parse(ticket.channel.kind),
  customer: { name: wordsFor(actor, ticket.customer?.name ?? ticket.visitor?.name ?? ''), email: addressFor(actor, ticket.customer?.identities[0]?.value ?? ticket.visitor?.email ?? null), verified: ticket.visitor?.verified ?? false },
  assignee: ticket.assignee,
  team: ticket.team,
  messages: ticket._count.messages,
  preview: ticket.timeline?.preview ?? '',
  waitingSince: ticket.timeline?.waitingSince?.toISOString() ?? null,
  createdAt: ticket.createdAt.toISOString(),
  lastMessageAt: (ticket.timeline?.lastMessageAt ?? ticket.createdAt).toISOString(),
});
