import { Injectable } from '@nestjs/common';
import type { Prisma } from '#prisma/generated/client.js';
import { reachWhere } from '../accounts/reach.policy.js';
import type { Actor, VisitorActor } from '../platform/actor.js';
import { Database, type Tx } from '../platform/db.js';
import { TimelineService } from './timeline.service.js';
import { ownsConversation } from './tickets.policy.js';

interface Last {
  readonly id: string;
  readonly visitorId: string | null;
  readonly customerId: string | null;
}
type Reader = Pick<Tx, '$queryRaw'>;
/** Merges that come in between while somebody writes. */
const MOST_STEPS = 8;

/** Where the talk of a ticket goes on that was merged into another. */
@Injectable()
export class MergedTalk {
  constructor(private readonly db: Database, private readonly timelines: TimelineService) {}

  /** The ticket in which this customer's words belong; null where the talk goes on with another customer, who must not read them. */
  async goesOnIn(customer: VisitorActor, ticketId: string): Promise<string | null> {
    const last = await this.last(this.db.prisma, ticketId);
    return last && ownsConversation(customer, last) ? last.id : null;
  }

  /** Holds the ticket that words to this one go into. @param beside they are for the staff alone, whoever the customer is @returns null when it is missing */
  async hold(tx: Tx, customer: VisitorActor, ticketId: string, beside: boolean): Promise<string | null> {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const last = await this.last(tx, ticketId);
      if (!last) return null;
      const into = beside || ownsConversation(customer, last) ? last.id : ticketId;
      await tx.$queryRaw`SELECT 1 FROM "Ticket" WHERE "id" = ${into}::uuid FOR NO KEY UPDATE`;
      // Whoever merges or undoes holds both tickets: what is read under the lock stands.
      if (into === ticketId || (await this.last(tx, ticketId))?.id === into) return into;
    }
    return ticketId;
  }

  /** The customer of a ticket that was merged into another customer's has a ticket of his own again: those who attend to the other one are told. */
  async tellOfAnother(tx: Tx, actor: VisitorActor, mergedId: string, ticketId: string): Promise<void> {
    const last = await this.last(tx, mergedId);
    if (!last || last.id === mergedId) return;
    const numbers = await tx.ticket.findMany({ where: { id: { in: [mergedId, ticketId] } }, select: { id: true, number: true } });
    const numberOf = (id: string) => `#${numbers.find((ticket) => ticket.id === id)?.number ?? ''}`;
    await this.timelines.append(tx, actor, last.id, [{ code: 'ticket.wrote_apart', data: { id: ticketId, to: numberOf(ticketId), from: numberOf(mergedId) } }]);
  }

  /** A ticket and all that was merged into it, as far as this person reaches. Rights to the ticket itself are the caller's to check. */
  async wholeWhere(actor: Actor, ticketId: string): Promise<Prisma.TicketWhereInput> {
    const merged = await this.db.prisma.$queryRaw<{ id: string }[]>`
      WITH RECURSIVE part("id") AS (SELECT k."id" FROM "Ticket" k WHERE k."mergedIntoId" = ${ticketId}::uuid UNION SELECT k."id" FROM part JOIN "Ticket" k ON k."mergedIntoId" = part."id")
      SELECT "id" FROM part`;
    return { OR: [{ id: ticketId }, { AND: [{ id: { in: merged.map(({ id }) => id) } }, reachWhere(actor)] }] };
  }

  private async last(tx: Reader, ticketId: string): Promise<Last | null> {
    const [last] = await tx.$queryRaw<Last[]>`SELECT "id", "visitorId", "customerId" FROM "Ticket" WHERE "id" = talk_goes_on_in(${ticketId}::uuid)`;
    return last ?? null;
  }
}
