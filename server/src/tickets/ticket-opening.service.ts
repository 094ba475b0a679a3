import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { type SimilarQuery, type SimilarTickets, type TicketOpening, TicketState } from '#contracts/tickets.js';
import { reachWhere } from '../accounts/reach.policy.js';
import { Correspondents } from '../customers/correspondents.service.js';
import { seesContact } from '../customers/contact.policy.js';
import type { Actor, StaffActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { tidyTags } from './ticket-facts.rules.js';
import { TicketAssignmentService } from './ticket-assignment.service.js';
import { MessageWriter } from './message-writer.service.js';

const MOST_SIMILAR = 5;
interface WayIn {
  readonly id: string;
  readonly kind: string;
  readonly teamId: string | null;
}
/** Whom a ticket is opened for, where that is known: nobody reads along under this row, and the customer is proven. */
export interface KnownPerson {
  readonly channelId: string | null;
  readonly visitorId: string | null;
  readonly customerId: string | null;
}
/** `message` null: whoever asks writes the first entry himself. */
type Opening = Omit<z.infer<typeof TicketOpening>, 'message'> & { readonly message: z.infer<typeof TicketOpening>['message'] | null };

/** Tickets that staff opens: somebody called, or has to be told something. */
@Injectable()
export class TicketOpeningService {
  constructor(
    private readonly db: Database,
    private readonly correspondents: Correspondents,
    private readonly writer: MessageWriter,
    private readonly assignments: TicketAssignmentService,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * @param who somebody who is known, or a stranger, whatever address he says; else the one who writes under the address
   * @returns its id @throws Problem resource/not_found for a way in, team or person that is not there; permission/missing for what one may not write; ticket/no_way_out
   */
  async open(tx: Tx, actor: StaffActor, { channelId, customer, teamId, assigneeId, message, ...facts }: Opening, who: KnownPerson | 'stranger' | null = null): Promise<string> {
    const known = who === 'stranger' ? null : who;
    // Whoever may only add notes makes no work for others.
    const given = assigneeId !== null && assigneeId !== actor.id;
    const needed = ['ticket.edit', message && !message.internal ? 'ticket.reply' : 'ticket.note', ...(given ? (['ticket.assign'] as const) : [])] as const;
    const missing = needed.find((permission) => !actor.permissions.has(permission));
    if (missing) throw new Problem('permission/missing', { permission: missing });
    const channel = await this.wayIn(tx, channelId ?? known?.channelId ?? undefined, customer.email !== undefined);
    // Words must not stand in a talk that nobody will ever open.
    if (message && !message.internal && (channel.kind !== 'mailbox' || customer.email === undefined)) throw new Problem('ticket/no_way_out');
    const team = teamId === undefined ? channel.teamId : teamId;
    await this.demandThere(tx, teamId ?? null, assigneeId);
    const visitorId = known?.visitorId ?? (await this.person(tx, channel, customer, who === 'stranger'));
    const [id, now] = [newId(), this.clock.now()];
    const customerId = known?.customerId ?? null;
    await tx.ticket.createMany({
      data: [{ ...facts, tags: tidyTags(facts.tags), id, channelId: channel.id, teamId: team, assigneeId, visitorId, customerId, state: assigneeId === null ? 'new' : 'open', createdAt: now }],
    });
    // Nobody sits in a chat: the customer's first word begins one.
    await tx.timeline.createMany({ data: [{ ticketId: id, lastMessageAt: now, gate: 'quiet' }] });
    await this.events.record(tx, actor, 'ticket.opened', id, { ticketId: id, teamId: team, assigneeId, channelId: channel.id });
    if (given) await this.events.record(tx, actor, 'ticket.given', id, { ticketId: id, teamId: team, assigneeId });
    if (message) await this.writer.writeIn(tx, [
      { ticketId: id, senderId: actor.id, clientMessageId: newId(), authorKind: 'agent', authorName: actor.name, kind: 'text', text: message.text, card: null, system: null, internal: message.internal },
    ]);
    return id;
  }

  /** What is not done of people who write under this address, the latest first: perhaps the matter has its ticket already. */
  async similar(actor: Actor, { email }: z.infer<typeof SimilarQuery>): Promise<z.infer<typeof SimilarTickets>> {
    // Whoever may not see addresses cannot ask after them either.
    if (!seesContact(actor)) return { items: [] };
    // First who, then what: a condition over both at once would read every ticket.
    const [visitors, identities] = await Promise.all([
      this.correspondents.alike(this.db.prisma, email),
      this.db.prisma.customerIdentity.findMany({ where: { kind: 'email', value: email }, select: { customerId: true } }),
    ]);
    const tickets = await this.db.prisma.ticket.findMany({
      where: {
        AND: [reachWhere(actor), { OR: [{ visitorId: { in: visitors } }, { customerId: { in: identities.map(({ customerId }) => customerId) } }] }],
        state: { notIn: ['solved', 'closed'] },
      },
      orderBy: { id: 'desc' },
      take: MOST_SIMILAR,
      select: { id: true, number: true, subject: true, state: true, createdAt: true, timeline: { select: { preview: true, lastMessageAt: true } } },
    });
    return {
      items: tickets.map(({ id, number, subject, state, createdAt, timeline }) => ({
        id, number, subject, state: TicketState.parse(state), preview: timeline?.preview ?? '', lastMessageAt: (timeline?.lastMessageAt ?? createdAt).toISOString(),
      })),
    };
  }

  private async wayIn(tx: Tx, id: string | undefined, hasAddress: boolean): Promise<WayIn> {
    const select = { id: true, kind: true, teamId: true };
    const oldest = (kind: string) => tx.channel.findFirst({ where: { kind }, orderBy: { id: 'asc' }, select });
    const found = id === undefined ? ((hasAddress ? await oldest('mailbox') : null) ?? (await oldest('widget'))) : await tx.channel.findUnique({ where: { id }, select });
    if (!found) throw new Problem('resource/not_found');
    return found;
  }

  private async demandThere(tx: Tx, teamId: string | null, assigneeId: string | null): Promise<void> {
    if (teamId !== null && !(await tx.team.findUnique({ where: { id: teamId }, select: { id: true } }))) throw new Problem('resource/not_found');
    if (assigneeId === null) return;
    await this.assignments.holder(tx, assigneeId);
  }

  /** Who writes to a mailbox is known there by his address. A browser that merely names the same address must not come to see this ticket. */
  private async person(tx: Tx, channel: WayIn, { name, email }: z.infer<typeof TicketOpening>['customer'], stranger: boolean): Promise<string> {
    const known = channel.kind === 'mailbox' && email !== undefined && !stranger;
    const { id } = known ? await this.correspondents.admit(tx, channel.id, { address: email, name: name ?? '', locale: null }) : await this.correspondents.meet(tx, channel.id, { name: name ?? null, email: email ?? null });
    return id;
  }
}
