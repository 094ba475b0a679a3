import { Inject, Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { TicketAssignmentService } from '../tickets/ticket-assignment.service.js';
import { type LockedTicket, TicketLockService } from '../tickets/ticket-lock.service.js';
import { TimelineService } from '../tickets/timeline.service.js';
import { type Choice, choose } from './choice.rules.js';
import { RoutingPeople } from './routing-people.service.js';
import { wantOf } from './needs.rules.js';
import { type AskingTicket, TicketAsking } from './ticket-asking.service.js';

/** Only one process gives out tickets at a time, or two would fill the same free place. Before any ticket, so that nobody waits crosswise. */
const LOCK = 7_233_003;
/** Whoever gave a ticket away is not given it again for so long. */
export const GAVE_BACK_MS = 30 * 60_000;
const MINUTE_MS = 60_000;

/** Gives a ticket that nobody has to somebody who fits, and writes down why; or why it waits. */
@Injectable()
export class TicketRoutingService {
  constructor(
    private readonly lock: TicketLockService,
    private readonly assignments: TicketAssignmentService,
    private readonly timelines: TimelineService,
    private readonly people: RoutingPeople,
    private readonly asking: TicketAsking,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** One ticket, in a transaction of its own. Whoever gave it by hand meanwhile was first. @returns who was given it */
  async give(tx: Tx, ticketId: string): Promise<string | null> {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(${LOCK})::text`;
    if (!(await tx.ticket.findUnique({ where: { id: ticketId }, select: { id: true } }))) return null;
    const ticket = await this.lock.hold(tx, ticketId);
    const asked = await this.asking.of(tx, ticketId);
    if (!asked || !isFree(ticket) || (await tx.chat.count({ where: { ticketId, state: { not: 'ended' } } })) > 0) return null;
    if (asked.teamId === null || (asked.team.method === 'manual' && asked.askedAt === null)) return null;
    const past = await this.past(tx, ticketId);
    // Somebody had it since it began to wait: it waits anew.
    const since = asked.waitsSince && (past.handedAt === null || past.handedAt <= asked.waitsSince) ? asked.waitsSince : this.clock.now();
    const fallbackAt = asked.team.fallbackMinutes === null ? null : new Date(since.getTime() + asked.team.fallbackMinutes * MINUTE_MS);
    const choice = choose(
      {
        needs: asked.needs, formerId: asked.formerId, gaveBack: past.gaveBack,
        method: asked.team.method === 'round_robin' ? 'round_robin' : 'least_load',
        anybody: fallbackAt !== null && fallbackAt <= this.clock.now(),
      },
      (await this.people.ofTeams(tx, [asked.teamId])).get(asked.teamId) ?? [],
    );
    if (choice.winner) return this.hand(tx, ticket, choice.winner, choice);
    await this.wait(tx, asked, choice, since, fallbackAt);
    return null;
  }

  private async hand(tx: Tx, ticket: LockedTicket, { accountId, reasons }: NonNullable<Choice['winner']>, { considered }: Choice): Promise<string> {
    const { name } = await this.assignments.holder(tx, accountId);
    const id = await this.assignments.hand(tx, SYSTEM, ticket, { assigneeId: accountId, teamId: ticket.teamId });
    await this.timelines.append(tx, SYSTEM, ticket.id, [{ code: 'ticket.routed', data: { name, because: reasons } }]);
    await tx.routingDecision.create({ data: { id, ticketId: ticket.id, accountId, reasons: [...reasons], considered: [...considered], createdAt: this.clock.now() } });
    await tx.ticketRouting.updateMany({ where: { ticketId: ticket.id }, data: { askedAt: null, waitsSince: null, waits: [], fallbackAt: null, lookedAt: null } });
    return accountId;
  }

  private async wait(tx: Tx, { ticketId, needs }: AskingTicket, { waits }: Choice, waitsSince: Date, fallbackAt: Date | null): Promise<void> {
    const wishes = needs.language !== null || needs.skills.length > 0;
    const data = {
      waitsSince, waits: [...waits], lookedAt: this.clock.now(), fallbackAt: wishes ? fallbackAt : null,
      wantsLanguage: needs.language?.code ?? null, wantsSkills: needs.skills.map(wantOf),
    };
    await tx.ticketRouting.upsert({ where: { ticketId }, create: { ticketId, ...data }, update: data });
  }

  /** Who gave it away himself a short while ago, and when it was last handed to or from anybody. */
  private async past(tx: Tx, ticketId: string): Promise<{ gaveBack: string[]; handedAt: Date | null }> {
    const rows = await tx.$queryRaw<{ actorId: string | null; own: boolean; createdAt: Date }[]>`
      SELECT "actorId", coalesce("actorId"::text = "payload"->>'previousId', false) AS "own", "createdAt" FROM "Event"
      WHERE "subject" = ${ticketId}::uuid AND "name" = 'ticket.assigned' ORDER BY "id" DESC LIMIT 20`;
    const after = this.clock.now().getTime() - GAVE_BACK_MS;
    return { gaveBack: rows.flatMap(({ actorId, own, createdAt }) => (own && actorId !== null && createdAt.getTime() > after ? [actorId] : [])), handedAt: rows[0]?.createdAt ?? null };
  }
}

const isFree = ({ assigneeId, state, spamAt, snoozedUntil }: LockedTicket): boolean => assigneeId === null && (state === 'new' || state === 'open') && spamAt === null && snoozedUntil === null;
