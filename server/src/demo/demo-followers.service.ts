import { Inject, Injectable } from '@nestjs/common';
import { FOLLOWED, GIVEN } from '#prisma/demo/standings.js';
import { ReadersService } from '../accounts/readers.service.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import { idAt, known } from './demo-world.js';

/** What is older has been looked at. */
const FRESH_MS = 24 * 3_600_000;

/** Whom the notes of the demo mention: they follow those tickets, and find the latest of it when they come in. */
@Injectable()
export class DemoFollowersService {
  constructor(private readonly readers: ReadersService, @Inject(Clock) private readonly clock: Clock) {}

  async write(tx: Tx, people: ReadonlyMap<string, { readonly id: string; readonly name: string }>): Promise<void> {
    const now = this.clock.now();
    for (const { by, subject } of FOLLOWED) {
      const { id: accountId } = known(people, by);
      const tickets = await tx.ticket.findMany({ where: { subject }, select: { id: true, createdAt: true } });
      await tx.ticketFollower.createMany({ data: tickets.map(({ id: ticketId, createdAt }) => ({ ticketId, accountId, byId: accountId, since: createdAt })), skipDuplicates: true });
    }
    const notes = await tx.message.findMany({
      where: { internal: true, authorKind: 'agent', text: { contains: '@' } },
      select: { id: true, ticketId: true, senderId: true, text: true, createdAt: true, ticket: { select: { teamId: true, assigneeId: true } } },
    });
    for (const { id: messageId, ticketId, senderId, text, createdAt, ticket } of notes) {
      const named = [...people.values()].filter(({ name }) => text?.includes(`@${name}`) ?? false);
      const mentioned = await this.readers.of(tx, ticket, named.map(({ id }) => id));
      if (mentioned.length === 0 || senderId === null) continue;
      await tx.message.update({ where: { id: messageId }, data: { mentions: mentioned.map(({ id, name }) => ({ id, name })) } });
      const rows = mentioned.map(({ id: accountId }) => ({ accountId, ticketId, byId: senderId }));
      await tx.ticketFollower.createMany({ data: rows.map((row) => ({ ...row, since: createdAt })), skipDuplicates: true });
      const seenAt = now.getTime() - createdAt.getTime() > FRESH_MS ? createdAt : null;
      await tx.notice.createMany({ data: rows.map((row) => ({ ...row, id: seenAt ? idAt(createdAt) : newId(), kind: 'mentioned', messageId, createdAt, seenAt })) });
    }
  }

  /** Whom tickets were given to, by a colleague or by the assignment of tickets: after that is known. */
  async writeGiven(tx: Tx, people: ReadonlyMap<string, { readonly id: string }>): Promise<void> {
    const byHand = await Promise.all(
      GIVEN.map(async ({ by, to, subject }) => {
        const tickets = await tx.ticket.findMany({ where: { subject, assigneeId: known(people, to).id }, select: { id: true, createdAt: true } });
        return tickets.map(({ id, createdAt }) => ({ ticketId: id, accountId: known(people, to).id, byId: known(people, by).id, because: null, eventId: null, createdAt }));
      }),
    );
    const decisions = await tx.routingDecision.findMany({ where: { chatId: null }, select: { id: true, ticketId: true, accountId: true, createdAt: true } });
    const byItself = decisions.map(({ id, ...rest }) => ({ ...rest, byId: rest.accountId, because: 'routing', eventId: id }));
    const fresh = this.clock.now().getTime() - FRESH_MS;
    const rows = [...byHand.flat(), ...byItself].map((row) => ({ ...row, id: idAt(row.createdAt), kind: 'assigned', seenAt: row.createdAt.getTime() > fresh ? null : row.createdAt }));
    await tx.notice.createMany({ data: rows });
  }
}
