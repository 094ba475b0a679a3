import type { Prisma, Ticket } from '#prisma/generated/client.js';
import { newId } from '../../server/src/platform/ids.js';
import { aVisitor } from './customer.factory.js';

type Db = Prisma.TransactionClient;

interface TicketParts extends Partial<Omit<Prisma.TicketUncheckedCreateInput, 'timeline'>> {
  timeline?: Partial<Omit<Prisma.TimelineUncheckedCreateInput, 'ticketId'>>;
}

/** A ticket with an empty timeline, of a new visitor unless told otherwise. It has no chat. */
export async function aTicket(db: Db, { timeline = {}, ...fields }: TicketParts = {}): Promise<Ticket> {
  const visitor = fields.visitorId
    ? await db.visitor.findUniqueOrThrow({ where: { id: fields.visitorId } })
    : (await aVisitor(db, fields.channelId ? { channelId: fields.channelId } : {})).visitor;
  return db.ticket.create({
    data: { id: newId(), state: 'open', ...fields, visitorId: visitor.id, channelId: visitor.channelId, timeline: { create: timeline } },
  });
}
