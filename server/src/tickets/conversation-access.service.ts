import { Injectable } from '@nestjs/common';
import { inReach } from '../accounts/reach.policy.js';
import { type Actor, isStaff, type StaffActor, type VisitorActor } from '../platform/actor.js';
import { Database, type Tx } from '../platform/db.js';
import { EventWatch } from '../platform/events/watch.js';
import { Problem } from '../platform/problem.js';
import type { Client } from '../platform/sockets/client.js';
import { ownsConversation } from './tickets.policy.js';

interface Standing {
  id: string;
  teamId: string | null;
  assigneeId: string | null;
  visitorId: string | null;
  customerId: string | null;
}

/** Who may enter a conversation. To everybody else it does not exist. */
@Injectable()
export class ConversationAccess {
  constructor(private readonly db: Database, private readonly watch: EventWatch) {}

  private async standing(ticketId: string): Promise<Standing> {
    const { rows } = await this.db.pool.query<Standing>({
      name: 'conversation-standing',
      text: 'SELECT "id", "teamId", "assigneeId", "visitorId", "customerId" FROM "Ticket" WHERE "id" = $1',
      values: [ticketId],
    });
    const [row] = rows;
    if (!row) throw new Problem('conversation/not_found');
    return row;
  }

  /** @throws Problem conversation/not_found, whether it is missing or somebody else's */
  async asVisitor(actor: VisitorActor, ticketId: string): Promise<Standing> {
    const standing = await this.standing(ticketId);
    if (!ownsConversation(actor, standing)) throw new Problem('conversation/not_found');
    return standing;
  }

  async asStaff(actor: StaffActor, ticketId: string): Promise<Standing> {
    const standing = await this.standing(ticketId);
    if (!inReach(actor, standing)) throw new Problem('conversation/not_found');
    return standing;
  }

  /** The same within a verb: on the connection it has, since whoever waits there for a second one may wait for himself. */
  async asStaffIn(tx: Tx, actor: Actor, ticketId: string): Promise<StaffActor> {
    if (!isStaff(actor)) throw new Problem('permission/missing');
    const standing = await tx.ticket.findUnique({ where: { id: ticketId }, select: { teamId: true, assigneeId: true } });
    if (!standing || !inReach(actor, standing)) throw new Problem('conversation/not_found');
    return actor;
  }

  /** The same for a socket, remembered: what belongs to a visitor stays his. */
  async ofVisitor(client: Client<VisitorActor>, ticketId: string): Promise<void> {
    this.requireFresh();
    if (client.allowed.has(ticketId)) return;
    await this.asVisitor(client.actor, ticketId);
    client.allowed.add(ticketId);
  }

  /** Remembered only while the socket is in the conversation's room: there, a loss of rights finds it and expels it. */
  async ofAgent(client: Client<StaffActor>, ticketId: string): Promise<void> {
    this.requireFresh();
    if (!client.allowed.has(ticketId)) await this.asStaff(client.actor, ticketId);
  }

  // What a socket may was read when it came in; without news of what was taken since it may nothing.
  private requireFresh(): void {
    if (!this.watch.isFresh()) throw new Problem('server/unavailable', undefined, { retryAfterMs: 1_000 });
  }

  /** Asked again once the socket is in the room: rights that went before that found nobody to expel. */
  async stillOfAgent(client: Client<StaffActor>, ticketId: string): Promise<void> {
    try {
      await this.asStaff(client.actor, ticketId);
    } catch (fault) {
      client.expel(ticketId);
      throw fault;
    }
  }
}
