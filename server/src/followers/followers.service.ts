import { Inject, Injectable } from '@nestjs/common';
import { type Followers, MAX_FOLLOWERS, type Readers } from '#contracts/followers.js';
import type { z } from 'zod';
import type { ReadPlace } from '../accounts/readers.service.js';
import { ReadersService } from '../accounts/readers.service.js';
import type { Actor, StaffActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { TicketLockService } from '../tickets/ticket-lock.service.js';
import { demandAdding, demandRemoving, followersCan } from './followers.policy.js';
import { isGone, NoticesService } from './notices.service.js';

type Followed = ReadPlace & { readonly id: string };

/** Who follows a ticket. A follower who may not read it any more stays in the rows and is shown to nobody. */
@Injectable()
export class FollowersService {
  constructor(
    private readonly db: Database,
    private readonly access: ConversationAccess,
    private readonly lock: TicketLockService,
    private readonly readersOf: ReadersService,
    private readonly notices: NoticesService,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem conversation/not_found */
  async readers(actor: StaffActor, ticketId: string): Promise<z.infer<typeof Readers>> {
    return { items: await this.readersOf.of(this.db.prisma, await this.access.asStaff(actor, ticketId)) };
  }

  /** @throws Problem conversation/not_found */
  async ofTicket(actor: StaffActor, ticketId: string): Promise<Followers> {
    const place = await this.access.asStaff(actor, ticketId);
    const rows = await this.db.prisma.ticketFollower.findMany({ where: { ticketId }, orderBy: { since: 'asc' } });
    const people = await this.readersOf.of(this.db.prisma, place, rows.map(({ accountId }) => accountId));
    const putters = await this.db.prisma.account.findMany({ where: { id: { in: rows.map(({ byId }) => byId) } }, select: { id: true, name: true, pictureUrl: true } });
    const items = rows.flatMap(({ accountId, byId, since }) => {
      const person = people.find(({ id }) => id === accountId);
      return person ? [{ person, by: putters.find(({ id }) => id === byId) ?? null, since: since.toISOString() }] : [];
    });
    return { items, following: items.some(({ person }) => person.id === actor.id), can: followersCan(actor) };
  }

  /** Oneself or a colleague; who follows already goes on. @throws Problem conversation/not_found, permission/missing, follower/out_of_reach, follower/too_many */
  async follow(tx: Tx, actor: StaffActor, ticketId: string, accountId: string): Promise<void> {
    demandAdding(actor, accountId);
    const ticket = await this.lock.forStaff(tx, actor, ticketId);
    const joined = await this.join(tx, actor, ticket, accountId);
    if (joined === 'full') throw new Problem('follower/too_many', { most: MAX_FOLLOWERS });
    if (joined === 'out_of_reach') throw new Problem('follower/out_of_reach');
    if (joined === 'joined' && accountId !== actor.id) await this.notices.put(tx, actor, { accountId, ticketId, kind: 'followed' });
  }

  /**
   * Whom a note mentions follows from then on, as long as there is room.
   * @returns whether the note still stands: one that was recalled points nobody anywhere
   */
  async joinMentioned(tx: Tx, actor: Actor, ticketId: string, messageId: string, accountIds: readonly string[]): Promise<boolean> {
    if (await isGone(tx, ticketId)) return false;
    const ticket = await this.lock.hold(tx, ticketId);
    // Read under the lock that `leaveRecalled` takes too: whichever of the two comes second sees what the other did.
    if ((await tx.message.count({ where: { id: messageId, recalledAt: null } })) === 0) return false;
    for (const accountId of accountIds) await this.join(tx, actor, ticket, accountId, messageId);
    return true;
  }

  /** Whom only a note that was recalled made a follower ceases to be one, unless another note that stands mentions him. */
  async leaveRecalled(tx: Tx, actor: Actor, ticketId: string, messageId: string): Promise<void> {
    if (await isGone(tx, ticketId)) return;
    const { teamId, assigneeId } = await this.lock.hold(tx, ticketId);
    const joined = await tx.ticketFollower.findMany({ where: { ticketId, messageId }, select: { accountId: true } });
    for (const { accountId } of joined) {
      const ticketId_accountId = { ticketId, accountId };
      const [other] = await tx.$queryRaw<{ id: string }[]>`SELECT "id" FROM "Message" WHERE "ticketId" = ${ticketId}::uuid AND "recalledAt" IS NULL
        AND "mentions" @> ${JSON.stringify([{ id: accountId }])}::jsonb ORDER BY "staffSeq" LIMIT 1`;
      if (other) await tx.ticketFollower.update({ where: { ticketId_accountId }, data: { messageId: other.id } });
      else {
        await tx.ticketFollower.delete({ where: { ticketId_accountId } });
        await this.events.record(tx, actor, 'ticket.unfollowed', ticketId, { ticketId, teamId, assigneeId, accountId });
      }
    }
  }

  /** @throws Problem conversation/not_found, permission/missing */
  async unfollow(tx: Tx, actor: StaffActor, ticketId: string, accountId: string): Promise<void> {
    demandRemoving(actor, accountId);
    const { teamId, assigneeId } = await this.lock.forStaff(tx, actor, ticketId);
    const { count } = await tx.ticketFollower.deleteMany({ where: { ticketId, accountId } });
    if (count > 0) await this.events.record(tx, actor, 'ticket.unfollowed', ticketId, { ticketId, teamId, assigneeId, accountId });
  }

  /** The ticket is held, so that many at once stay within what is allowed. */
  private async join(tx: Tx, actor: Actor, { id: ticketId, teamId, assigneeId }: Followed, accountId: string, messageId: string | null = null): Promise<'joined' | 'there' | 'full' | 'out_of_reach'> {
    const known = await tx.ticketFollower.findMany({ where: { ticketId }, select: { accountId: true, messageId: true } });
    const there = known.find((row) => row.accountId === accountId);
    if (there) {
      // Wanted now, whatever becomes of the note.
      if (messageId === null && there.messageId !== null) await tx.ticketFollower.update({ where: { ticketId_accountId: { ticketId, accountId } }, data: { messageId } });
      return 'there';
    }
    if ((await this.readersOf.of(tx, { teamId, assigneeId }, [accountId])).length === 0) return 'out_of_reach';
    if (known.length >= MAX_FOLLOWERS) return 'full';
    await tx.ticketFollower.create({ data: { ticketId, accountId, byId: actor.id ?? accountId, since: this.clock.now(), messageId } });
    await this.events.record(tx, actor, 'ticket.followed', ticketId, { ticketId, teamId, assigneeId, accountId });
    return 'joined';
  }
}
