import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DemoCustomer, DemoGuest, DemoTicket } from '#prisma/demo/demo.types.js';
import { CUSTOMERS } from '#prisma/demo/people.js';
import { SHOP } from '#prisma/demo/shop.js';
import { TICKETS } from '#prisma/demo/tickets.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Reactions } from '../platform/events/reactions.js';
import { shopValue } from '../customers/customer-identity.service.js';
import { firstWordAt, play } from './demo-script.rules.js';
import { type Author, rowsOf } from './demo-rows.rules.js';
import { type DemoWorld, idAt, known } from './demo-world.js';

const PER_INSERT = 200;

/** The talks of the demo shop, with the customers and browsers behind them. */
@Injectable()
export class DemoTicketsService {
  constructor(private readonly reactions: Reactions, @Inject(Clock) private readonly clock: Clock) {}

  async write(tx: Tx, world: DemoWorld): Promise<void> {
    const now = this.clock.now();
    const tickets = [...TICKETS].sort((a, b) => firstWordAt(a, now).getTime() - firstWordAt(b, now).getTime());
    const customers = await this.makeCustomers(tx, world);
    const browsers = new Map<string, Author>();
    await tx.$executeRaw`SELECT setval(pg_get_serial_sequence('"Ticket"', 'number'), ${SHOP.firstTicketNumber})`;
    const messages = [];
    for (const ticket of tickets) {
      const seenAt = firstWordAt(ticket, now);
      const author = await this.browserOf(tx, world, ticket, seenAt, customers, browsers);
      const rows = rowsOf(play(ticket, now), ticket, world, author);
      await tx.ticket.create({ data: { ...rows.ticket, timeline: { create: rows.timeline }, chats: { create: rows.chats }, reads: { create: rows.reads } } });
      messages.push(...rows.messages);
      await this.remember(tx, rows.events);
      await this.rate(tx, rows);
      const lastSeenAt = rows.timeline.lastCustomerAt ?? seenAt;
      await tx.visitor.update({ where: { id: author.visitorId }, data: { lastSeenAt, pageUrl: pageUrl(ticket), pageTitle: ticket.page[1] } });
    }
    for (let from = 0; from < messages.length; from += PER_INSERT) await tx.message.createMany({ data: messages.slice(from, from + PER_INSERT) });
  }

  /** The trail of what was done. Its consequences are there already: nobody reacts to it any more. */
  private async remember(tx: Tx, events: ReturnType<typeof rowsOf>['events']): Promise<void> {
    await tx.event.createMany({ data: events });
    const receipts = events.flatMap(({ id, name, createdAt }) => this.reactions.of(name).map((reaction) => ({ eventId: id, reaction, createdAt })));
    await tx.receipt.createMany({ data: receipts });
  }

  private async rate(tx: Tx, { ticket, chats, rating }: ReturnType<typeof rowsOf>): Promise<void> {
    const chat = chats.at(-1);
    if (!chat || !rating) return;
    const { row, accountId, replies } = rating;
    await tx.rating.create({ data: { ...row, chatId: chat.id, ticketId: ticket.id, visitorId: ticket.visitorId, teamId: ticket.teamId, agents: { create: [{ accountId, replies }] } } });
  }

  private async makeCustomers(tx: Tx, { storeId }: DemoWorld): Promise<Map<string, { id: string; customer: DemoCustomer }>> {
    const made = new Map<string, { id: string; customer: DemoCustomer }>();
    const now = this.clock.now();
    for (const customer of CUSTOMERS) {
      const proof = { proof: 'signed', provenAt: now, createdAt: now };
      const identities = [
        { id: idAt(now), kind: 'shop', value: shopValue(storeId, customer.subject), ...proof },
        { id: idAt(now), kind: 'email', value: customer.email, ...proof },
      ];
      const { name, locale, zone } = customer;
      const { id } = await tx.customer.create({ data: { id: idAt(now), name, locale, zone, createdAt: now, identities: { create: identities } } });
      made.set(customer.key, { id, customer });
    }
    return made;
  }

  /** A customer keeps one browser; a guest is met once. */
  private async browserOf(tx: Tx, world: DemoWorld, { by }: DemoTicket, seenAt: Date, customers: ReadonlyMap<string, { id: string; customer: DemoCustomer }>, browsers: Map<string, Author>): Promise<Author> {
    if (typeof by !== 'string') return this.makeBrowser(tx, world, by, null, seenAt);
    const before = browsers.get(by);
    if (before) return before;
    const { id, customer } = known(customers, by);
    const author = await this.makeBrowser(tx, world, customer, id, seenAt);
    browsers.set(by, author);
    return author;
  }

  private async makeBrowser(tx: Tx, { channelId }: DemoWorld, person: DemoGuest, customerId: string | null, seenAt: Date): Promise<Author> {
    const { name, email, locale, zone, browser } = person;
    const visitor = await tx.visitor.create({
      // Nobody holds the secret of this hash: these browsers never come back.
      data: { id: idAt(seenAt), tokenHash: randomBytes(32), channelId, customerId, verified: customerId !== null, name, email: email ?? null, locale, zone, userAgent: browser, createdAt: seenAt, lastSeenAt: seenAt },
    });
    return { visitorId: visitor.id, customerId, name: name ?? '' };
  }
}

const pageUrl = ({ page }: DemoTicket): string => `https://shop.${SHOP.domain}${page[0]}`;
