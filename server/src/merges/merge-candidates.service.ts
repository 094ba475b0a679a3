import { Injectable } from '@nestjs/common';
import type { MergeCandidates, MergeSide } from '#contracts/merges.js';
import { PromiseKind } from '#contracts/promises.js';
import { ChannelKind, TicketState } from '#contracts/tickets.js';
import type { Prisma } from '#prisma/generated/client.js';
import { reachWhere } from '../accounts/reach.policy.js';
import { addressFor, seesContact, wordsFor } from '../customers/contact.policy.js';
import { type Actor, isStaff } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { isSameCustomer } from './merge.rules.js';

const MOST = 12;
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
  constructor(private readonly db: Database, private readonly access: ConversationAccess) {}

  /** @throws Problem conversation/not_found */
  async of(actor: Actor, ticketId: string, search: string): Promise<MergeCandidates> {
    if (!isStaff(actor)) throw new Problem('permission/missing');
    await this.access.asStaff(actor, ticketId);
    const source = await this.db.prisma.ticket.findUniqueOrThrow({ where: { id: ticketId }, include: SIDE });
    const owed = await this.db.prisma.answerPromise.findMany({ where: { ticketId, state: { in: ['open', 'broken'] } }, select: { kind: true }, orderBy: { id: 'asc' } });
    const mergeable = { AND: [reachWhere(actor)], state: { not: 'closed' }, spamAt: null, id: { not: ticketId } };
    const where = search === '' ? ofWriter(source) : matching(actor, search);
    const found = where === null ? [] : await this.db.prisma.ticket.findMany({ where: { ...mergeable, ...where }, include: SIDE, orderBy: { id: 'desc' }, take: MOST });
    const items = found.map((ticket) => ({ ...present(actor, ticket), sameCustomer: isSameCustomer(source, ticket) }));
    return { source: present(actor, source), owed: owed.map(({ kind }) => PromiseKind.parse(kind)), items: [...items.filter((one) => one.sameCustomer), ...items.filter((one) => !one.sameCustomer)] };
  }
}

function ofWriter({ visitorId, customerId, visitor }: Loaded): Prisma.TicketWhereInput | null {
  const owners: Prisma.TicketWhereInput[] = [
    ...(visitorId ? [{ visitorId }] : []),
    ...(customerId ? [{ customerId }] : []),
    ...(visitor?.email ? [{ visitor: { email: visitor.email } }] : []),
  ];
  return owners.length === 0 ? null : { OR: owners };
}

function matching(actor: Actor, search: string): Prisma.TicketWhereInput {
  const number = /^#?(\d{1,9})$/.exec(search)?.[1];
  if (number !== undefined) return { number: Number(number) };
  // LIKE's own signs are words like any other.
  const word = { contains: search.replaceAll(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const };
  const visitor = seesContact(actor) ? { OR: [{ name: word }, { email: word }] } : { AND: [{ name: word }, { NOT: { name: { contains: '@' } } }] };
  return { OR: [{ subject: word }, { timeline: { preview: word } }, { visitor }, { customer: { name: word } }] };
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
