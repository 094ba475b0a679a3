import { Injectable } from '@nestjs/common';
import { FieldNames } from '#contracts/common.js';
import { type TicketDetail, TicketState } from '#contracts/tickets.js';
import type { Prisma } from '#prisma/generated/client.js';
import { reachWhere } from '../accounts/reach.policy.js';
import { addressFor, wordsFor } from '../customers/contact.policy.js';
import type { Actor, StaffActor } from '../platform/actor.js';
import { isStaff } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { isRepeat } from '../platform/edge/idempotency.js';
import { Problem } from '../platform/problem.js';
import { browserName } from './browser.rules.js';
import { ConversationAccess } from './conversation-access.service.js';
import { Receipts } from './receipts.js';
import { TicketListService } from './ticket-list.service.js';
import { abilities } from './tickets.policy.js';
import { presentRow } from './tickets.present.js';

const INCLUDE = {
  timeline: true,
  channel: { select: { store: { select: { name: true } } } },
  visitor: true,
  subState: { select: { id: true, key: true, names: true } },
  customer: { include: { identities: true } },
  mergedInto: { select: { id: true, number: true } },
  chats: { orderBy: { id: 'desc' }, take: 1 },
} satisfies Prisma.TicketInclude;
type Loaded = Prisma.TicketGetPayload<{ include: typeof INCLUDE }>;

/** Everything the desk shows beside a talk. */
@Injectable()
export class TicketDetailService {
  constructor(
    private readonly db: Database,
    private readonly access: ConversationAccess,
    private readonly list: TicketListService,
    private readonly receipts: Receipts,
  ) {}

  /** @throws Problem conversation/not_found when it is missing or not for this person to see */
  async of(actor: Actor, ticketId: string): Promise<TicketDetail> {
    if (!isStaff(actor)) throw new Problem('permission/missing');
    await this.access.asStaff(actor, ticketId);
    return this.after(actor, ticketId);
  }

  /**
   * What a person's own deed has made of a ticket: the answer to it, even when it went out of that person's sight.
   * A repeat of the deed did nothing and shows nothing that its caller could not see anyway.
   */
  async after(actor: Actor, ticketId: string): Promise<TicketDetail> {
    if (!isStaff(actor)) throw new Problem('permission/missing');
    if (isRepeat()) await this.access.asStaff(actor, ticketId);
    const [row, ticket, drafts] = await Promise.all([
      this.list.row(actor, ticketId),
      this.db.prisma.ticket.findUniqueOrThrow({ where: { id: ticketId }, include: INCLUDE }),
      this.db.prisma.draft.findMany({ where: { ticketId, accountId: actor.id }, orderBy: { mode: 'asc' } }),
    ]);
    const [chat] = ticket.chats;
    const [agent, keptFor, marker] = await Promise.all([this.person(chat?.agentId), this.person(chat?.reservedForId), this.person(ticket.spamById)]);
    const marks = this.receipts.of(ticketId);
    const readSeq = await this.staffSeqOf(ticketId, ticket.timeline?.customerReadSeq ?? 0);
    return {
      ticket: presentRow(row, actor, this.list.isOnline(ticket.visitorId)),
      head: ticket.timeline?.staffHead ?? 0,
      customerDeliveredSeq: Math.max(readSeq, marks?.customerDelivered.staff ?? 0),
      customerReadSeq: readSeq,
      visitor: ticket.visitor ? await this.visitor(actor, ticket, ticket.visitor) : null,
      chat: chat
        ? {
            id: chat.id,
            state: row.chatState ?? 'ended',
            queuedAt: chat.queuedAt.toISOString(),
            acceptedAt: chat.acceptedAt?.toISOString() ?? null,
            endedAt: chat.endedAt?.toISOString() ?? null,
            agent,
            offerExpiresAt: chat.offerExpiresAt?.toISOString() ?? null,
            reserved: chat.state === 'queued' && chat.reservedUntil && keptFor ? { person: keptFor, until: chat.reservedUntil.toISOString() } : null,
            contactReason: chat.contactReason,
            result: chat.result,
          }
        : null,
      subState: ticket.subState && { ...ticket.subState, names: FieldNames.parse(ticket.subState.names) },
      shop: ticket.channel.store.name,
      linkedFromId: ticket.linkedFromId,
      spam: ticket.spamAt ? { at: ticket.spamAt.toISOString(), by: marker?.name ?? null } : null,
      mergedInto: ticket.mergedInto,
      drafts: drafts.flatMap((draft) => (draft.mode === 'reply' || draft.mode === 'note' ? [{ mode: draft.mode, text: draft.text, updatedAt: draft.updatedAt.toISOString() }] : [])),
      can: abilities(actor, { ...row, mergedIntoId: ticket.mergedIntoId, spam: ticket.spamAt !== null, chat: chat && row.chatState ? { state: row.chatState, agentId: chat.agentId, offeredToId: chat.offeredToId } : null }, ticket.visitor ? { blocked: ticket.visitor.blockedAt !== null } : null),
    };
  }

  private async person(id: string | null | undefined) {
    return id ? this.db.prisma.account.findUnique({ where: { id }, select: { id: true, name: true, pictureUrl: true } }) : null;
  }

  private async staffSeqOf(ticketId: string, publicSeq: number): Promise<number> {
    if (publicSeq === 0) return 0;
    const message = await this.db.prisma.message.findFirst({ where: { ticketId, publicSeq, staffSeq: { gte: publicSeq } }, select: { staffSeq: true } });
    return message?.staffSeq ?? 0;
  }

  private async visitor(actor: StaffActor, ticket: Loaded, visitor: NonNullable<Loaded['visitor']>) {
    const owners = [{ visitorId: visitor.id }, ...(ticket.customerId ? [{ customerId: ticket.customerId }] : [])];
    const earlier = await this.db.prisma.ticket.findMany({
      where: { AND: [{ OR: owners }, reachWhere(actor)], id: { not: ticket.id } },
      orderBy: { id: 'desc' },
      take: 10,
      select: { id: true, number: true, state: true, timeline: { select: { lastMessageAt: true, preview: true } } },
    });
    const email = ticket.customer?.identities.find((identity) => identity.kind === 'email' && identity.proof !== 'claimed')?.value;
    return {
      id: visitor.id,
      name: wordsFor(actor, ticket.customer?.name ?? visitor.name),
      email: addressFor(actor, email ?? visitor.email),
      verified: visitor.verified,
      blocked: visitor.blockedAt !== null,
      language: visitor.locale,
      zone: visitor.zone,
      browser: browserName(visitor.userAgent),
      page: visitor.pageUrl ? { url: visitor.pageUrl, title: visitor.pageTitle ?? '' } : null,
      firstSeenAt: visitor.createdAt.toISOString(),
      earlier: earlier.map((other) => ({
        id: other.id,
        number: other.number,
        state: TicketState.parse(other.state),
        lastMessageAt: (other.timeline?.lastMessageAt ?? new Date(0)).toISOString(),
        preview: other.timeline?.preview ?? '',
      })),
    };
  }
}
