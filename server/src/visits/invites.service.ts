import { Inject, Injectable } from '@nestjs/common';
import type { VisitAnswer, VisitBeat } from '#contracts/visits.js';
import type { Invite, Prisma } from '#prisma/generated/client.js';
import { inReach } from '../accounts/reach.policy.js';
import { type Actor, isStaff } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { InviteStandingService } from './invite-standing.service.js';
import { holdOf, INVITE_MOVES, type InviteMove, isHere, mayMove, OPEN_INVITE, OPENED_MS, SHOWN_MS, WAITING_MS } from './visit.rules.js';

const OPEN = { state: { in: [...OPEN_INVITE] } };
const facts = ({ id, visitId, accountId }: Invite) => ({ inviteId: id, visitId, accountId });

/** An agent's word to somebody on the shop's pages, and what comes of it. */
@Injectable()
export class InvitesService {
  constructor(
    private readonly standing: InviteStandingService,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Of two at once one invites, and the other is told who did.
   * @throws Problem resource/not_found; visit/<hold>, `already_invited` with { winner }
   */
  async invite(tx: Tx, actor: Actor, visitId: string, text: string): Promise<void> {
    if (!isStaff(actor)) throw new Problem('permission/missing');
    await tx.$executeRaw`SELECT 1 FROM "Visit" WHERE "id" = ${visitId}::uuid FOR UPDATE`;
    const visit = await tx.visit.findUnique({ where: { id: visitId }, include: { channel: { select: { teamId: true } }, invites: { include: { account: { select: { id: true, name: true } } } } } });
    if (!visit || !inReach(actor, { teamId: visit.channel.teamId, assigneeId: null })) throw new Problem('resource/not_found');
    const now = this.clock.now();
    const hold = holdOf({
      here: isHere(visit.seenAt, now),
      chatting: visit.visitorId !== null && (await this.standing.isChatting(tx, visit.visitorId)),
      invites: visit.invites.map(({ state }) => state),
      agentOnline: await this.standing.isOnline(tx, actor.id),
      open: await this.standing.isOpen(tx, visit.channel.teamId),
    });
    const standing = visit.invites.find(({ state }) => OPEN_INVITE.some((open) => open === state));
    if (hold) throw new Problem(`visit/${hold}`, hold === 'already_invited' && standing ? { winner: standing.account } : undefined);
    const made = await tx.invite.create({ data: { id: newId(), visitId, accountId: actor.id, text, createdAt: now, expiresAt: new Date(now.getTime() + WAITING_MS) } });
    await this.events.record(tx, actor, 'invite.made', made.id, facts(made));
  }

  /** What the page shall show beside its launcher: nothing to whoever talks, or has taken it up. */
  async waitingFor(tx: Tx, visitId: string, visitorId: string | null): Promise<VisitAnswer['invite']> {
    const open = await tx.invite.findFirst({ where: { visitId, ...OPEN, openedAt: null, expiresAt: { gt: this.clock.now() } }, include: { account: { select: { name: true } } } });
    if (!open || (visitorId !== null && (await this.standing.isChatting(tx, visitorId)))) return null;
    return { id: open.id, text: open.text, by: open.account.name };
  }

  /** What the visitor did with it. What is over stays as it is. */
  async hear(tx: Tx, actor: Actor, visitId: string, { id, did }: NonNullable<VisitBeat['invite']>): Promise<void> {
    await this.hold(tx, id);
    const invite = await tx.invite.findFirst({ where: { id, visitId } });
    if (!invite) return;
    const now = this.clock.now();
    if (did === 'declined') return void (await this.move(tx, actor, invite, 'decline'));
    const shown = { shownAt: now, expiresAt: new Date(now.getTime() + SHOWN_MS) };
    const held = mayMove('show', invite.state) ? await tx.invite.update({ where: { id }, data: { state: INVITE_MOVES.show.to, ...shown } }) : invite;
    if (did === 'opened' && mayMove('accept', held.state)) await tx.invite.update({ where: { id }, data: { openedAt: now, expiresAt: new Date(now.getTime() + OPENED_MS) } });
  }

  /** Whose invite stands before this visitor: who is asked first when he begins to write. */
  async standingFor(tx: Tx, visitorId: string): Promise<Invite | null> {
    const where = { state: 'shown', expiresAt: { gt: this.clock.now() }, visit: { visitorId } };
    const found = await tx.invite.findFirst({ where, orderBy: { id: 'desc' }, select: { id: true } });
    if (!found) return null;
    await this.hold(tx, found.id);
    return tx.invite.findFirst({ where: { ...where, id: found.id } });
  }

  /** The visitor wrote: the invite has become a chat. */
  async accept(tx: Tx, actor: Actor, invite: Invite, ticketId: string): Promise<void> {
    if (await this.move(tx, actor, invite, 'accept', { ticketId })) return;
    throw new Error('an invite was accepted that did not stand');
  }

  /** Nobody saw it, or nobody took it up, in its time. */
  async expire(tx: Tx, actor: Actor, id: string): Promise<void> {
    await this.hold(tx, id);
    const invite = await tx.invite.findFirst({ where: { id, expiresAt: { lte: this.clock.now() } } });
    if (invite) await this.move(tx, actor, invite, 'expire');
  }

  /** The page, the clock and the chat that begins may move one invite at once: each reads it only when it has it. */
  private async hold(tx: Tx, id: string): Promise<void> {
    await tx.$executeRaw`SELECT 1 FROM "Invite" WHERE "id" = ${id}::uuid FOR UPDATE`;
  }

  private async move(tx: Tx, actor: Actor, invite: Invite, move: Exclude<InviteMove, 'show'>, more: { ticketId?: string } = {}): Promise<boolean> {
    const { from, to } = INVITE_MOVES[move];
    const data: Prisma.InviteUncheckedUpdateManyInput = { state: to, endedAt: this.clock.now(), ...more };
    const { count } = await tx.invite.updateMany({ where: { id: invite.id, state: { in: [...from] } }, data });
    if (count === 0) return false;
    if (more.ticketId !== undefined) await this.events.record(tx, actor, 'invite.accepted', invite.id, { ...facts(invite), ticketId: more.ticketId });
    else await this.events.record(tx, actor, move === 'decline' ? 'invite.declined' : 'invite.expired', invite.id, facts(invite));
    return true;
  }
}
