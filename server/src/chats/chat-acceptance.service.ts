import { Inject, Injectable } from '@nestjs/common';
import type { Chat } from '#prisma/generated/client.js';
import { type Actor, isStaff, type StaffActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { TicketAssignmentService } from '../tickets/ticket-assignment.service.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { CLEARED_OFFER, NOT_RESERVED } from './chat.rules.js';
import { ChatLockService, chatFacts } from './chat-lock.service.js';
import { ChatQueueService } from './chat-queue.service.js';

/** Accepting a chat, declining one that was offered, and taking one over. */
@Injectable()
export class ChatAcceptanceService {
  constructor(
    private readonly lock: ChatLockService,
    private readonly queue: ChatQueueService,
    private readonly assignments: TicketAssignmentService,
    private readonly timelines: TimelineService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Accepts unless somebody has: of two at once one wins, and the other is told who. Accepting one's own again is fine.
   * @returns the ticket's id
   * @throws Problem chat/already_accepted { winner }, chat/not_waiting, conversation/not_found
   */
  async accept(tx: Tx, actor: Actor, chatId: string): Promise<string> {
    const me = staff(actor);
    const { ticket, chat } = await this.lock.forStaff(tx, me, chatId);
    if (chat.state === 'accepted' && chat.agentId === me.id) return ticket.id;
    if (chat.state === 'accepted') throw new Problem('chat/already_accepted', { winner: await this.person(tx, chat.agentId) });
    if (chat.state === 'ended') throw new Problem('chat/not_waiting');
    if (chat.state === 'offered' && chat.offeredToId !== me.id) throw new Problem('chat/not_waiting', { offeredTo: await this.person(tx, chat.offeredToId) });
    const moved = await this.lock.move(tx, chat, 'accept', { agentId: me.id, acceptedAt: this.clock.now(), ...CLEARED_OFFER, ...NOT_RESERVED });
    await this.assignments.hand(tx, me, ticket, { assigneeId: me.id, teamId: ticket.teamId });
    await this.timelines.append(tx, me, ticket.id, [{ code: 'chat.joined', data: { id: me.id, name: me.name } }]);
    await this.lock.events.record(tx, me, 'chat.accepted', chat.id, chatFacts(moved));
    return ticket.id;
  }

  /** Declines an offer made to oneself; one that has passed already is no error. */
  async decline(tx: Tx, actor: Actor, chatId: string): Promise<{ ok: true }> {
    const me = staff(actor);
    await this.lock.forStaff(tx, me, chatId);
    await this.queue.passOffer(tx, me, chatId, 'declined', { accountId: me.id });
    return { ok: true };
  }

  /** A lead takes a chat over from its agent. @throws Problem chat/not_active */
  async takeOver(tx: Tx, actor: Actor, chatId: string): Promise<string> {
    const me = staff(actor);
    const { ticket, chat } = await this.lock.forStaff(tx, me, chatId);
    if (chat.state !== 'accepted') throw new Problem('chat/not_active');
    if (chat.agentId === me.id) return ticket.id;
    const previous = await this.person(tx, chat.agentId);
    const moved = await this.lock.move(tx, chat, 'takeOver', { agentId: me.id });
    await this.assignments.hand(tx, me, ticket, { assigneeId: me.id, teamId: ticket.teamId });
    await this.timelines.append(tx, me, ticket.id, [{ code: 'chat.taken_over', data: { id: me.id, name: me.name, from: previous?.name ?? '' } }]);
    await this.lock.events.record(tx, me, 'chat.taken_over', chat.id, { ...chatFacts(moved), previousId: chat.agentId });
    return ticket.id;
  }

  private async person(tx: Tx, id: Chat['agentId']): Promise<{ id: string; name: string } | null> {
    return id ? tx.account.findUnique({ where: { id }, select: { id: true, name: true } }) : null;
  }
}

function staff(actor: Actor): StaffActor {
  if (!isStaff(actor)) throw new Problem('permission/missing');
  return actor;
}
