import { Inject, Injectable } from '@nestjs/common';
import type { RuleTrial, RuleTrialRequest } from '#contracts/automation.js';
import type { EventTrigger } from '#contracts/automation.fields.js';
import { Prisma } from '#prisma/generated/client.js';
import { EVENTS } from '../events.js';
import { reachWhere } from '../accounts/reach.policy.js';
import { TraitsService } from '../macros/traits.service.js';
import type { StaffActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { dueAfter, sinceWhen } from './clock.rules.js';
import { type Known, matches } from './condition.rules.js';
import { momentsOf } from './meeting.rules.js';
import { type Meeting, RuleMeetings } from './meeting.service.js';
import { EVENTS_BEHIND, TELLINGS, type Telling } from './occasion.rules.js';
import { stepsOf } from './step.rules.js';

/** So many of those that match are shown one by one. */
export const SHOWN = 50;
const PREVIEW = 140;

interface Past {
  readonly ticketId: string;
  readonly at: Date;
  readonly told: Known;
}

/** Asks a rule of what has been. Nothing is written: rows are read, and what would be done is decided by the rules alone. */
@Injectable()
export class RuleTrialService {
  constructor(private readonly db: Database, private readonly meetings: RuleMeetings, private readonly traits: TraitsService, @Inject(Clock) private readonly clock: Clock) {}

  /** Over the latest occasions on tickets that the caller may read; each ticket as it stands now. @throws Problem request/invalid for a step that nobody can mean */
  async run(actor: StaffActor, draft: RuleTrialRequest): Promise<RuleTrial> {
    await this.traits.demandMeant(this.db.prisma, actor, draft.actions);
    const past = await this.past(actor, draft);
    const meetings = await this.meetings.ofMany(this.db.prisma, [...new Set(past.map(({ ticketId }) => ticketId))], [draft]);
    const fits = past.flatMap((one) => {
      const meeting = meetings.get(one.ticketId);
      return meeting && this.isDue(draft, meeting) && matches(draft.conditions, { ...meeting.known, ...one.told }) ? [{ meeting, at: one.at }] : [];
    });
    return {
      looked: past.length,
      matched: fits.length,
      since: past.at(-1)?.at.toISOString() ?? null,
      items: fits.slice(0, SHOWN).map(({ meeting: { ticket, standing, around }, at }) => ({
        ticket: { id: ticket.id, number: ticket.number, subject: ticket.subject, preview: (ticket.preview ?? '').slice(0, PREVIEW).toWellFormed() },
        at: at.toISOString(),
        steps: stepsOf(draft.actions, standing, around),
      })),
    };
  }

  /** A rule that goes by time is for those whose time is up now. */
  private isDue({ when }: RuleTrialRequest, { ticket, hours }: Meeting): boolean {
    if (when.on === 'event') return true;
    const since = sinceWhen(when.since, momentsOf(ticket));
    const dueAt = since && dueAfter(when, since, hours);
    return dueAt !== null && dueAt <= this.clock.now();
  }

  private async past(actor: StaffActor, { when, most }: RuleTrialRequest): Promise<Past[]> {
    const ours = reachWhere(actor);
    if (when.on === 'time') {
      const rows = await this.db.prisma.ticket.findMany({ where: { AND: [ours, { state: { not: 'closed' } }] }, select: { id: true, createdAt: true }, orderBy: { id: 'desc' }, take: most });
      return rows.map(({ id, createdAt }) => ({ ticketId: id, at: createdAt, told: {} }));
    }
    if (when.event === 'customer_wrote' || when.event === 'staff_answered') {
      const authorKind = when.event === 'customer_wrote' ? 'customer' : 'agent';
      const rows = await this.db.prisma.message.findMany({
        // The customer's word with which a talk begins is what opened the ticket.
        where: { authorKind, publicSeq: { not: null }, ...(authorKind === 'customer' ? { staffSeq: { gt: 1 } } : {}), ticket: ours }, select: { ticketId: true, createdAt: true }, orderBy: { id: 'desc' }, take: most,
      });
      return rows.map(({ ticketId, createdAt }) => ({ ticketId, at: createdAt, told: {} }));
    }
    return this.pastEvents(actor, when.event, most);
  }

  private async pastEvents(actor: StaffActor, trigger: EventTrigger, most: number): Promise<Past[]> {
    const { id, teamIds, permissions } = actor;
    const all = permissions.has('ticket.read_all');
    const ours = all ? Prisma.sql`true` : Prisma.sql`(k."assigneeId" = ${id}::uuid OR k."teamId" IS NULL OR k."teamId" = ANY(${[...teamIds]}::uuid[]))`;
    if (!all && !permissions.has('ticket.read')) return [];
    const rows = await this.db.prisma.$queryRaw<{ name: string; payload: unknown; ticketId: string; createdAt: Date }[]>`
      SELECT e."name", e."payload", k."id" AS "ticketId", e."createdAt" FROM "Event" e JOIN "Ticket" k ON k."id" = (e."payload"->>'ticketId')::uuid
      WHERE e."name" = ANY(${[...EVENTS_BEHIND[trigger]]}::text[]) AND ${ours} ORDER BY e."createdAt" DESC, e."id" DESC LIMIT ${most}`;
    return rows.flatMap(({ name, payload, ticketId, createdAt }) =>
      tellingsOf(name, payload).flatMap((telling) => (telling.trigger === trigger ? [{ ticketId, at: createdAt, told: telling.told }] : [])),
    );
  }
}

const READERS: Readonly<Partial<Record<string, (payload: unknown) => Telling[]>>> = {
  'ticket.opened': () => TELLINGS['ticket.opened'](),
  'ticket.state_changed': (payload) => TELLINGS['ticket.state_changed'](EVENTS['ticket.state_changed'].parse(payload)),
  'ticket.assigned': (payload) => TELLINGS['ticket.assigned'](EVENTS['ticket.assigned'].parse(payload)),
  'ticket.facts_changed': (payload) => TELLINGS['ticket.facts_changed'](EVENTS['ticket.facts_changed'].parse(payload)),
  'rating.given': (payload) => TELLINGS['rating.given'](EVENTS['rating.given'].parse(payload)),
  'rating.changed': (payload) => TELLINGS['rating.changed'](EVENTS['rating.changed'].parse(payload)),
  'due.warned': (payload) => TELLINGS['due.warned'](EVENTS['due.warned'].parse(payload)),
  'due.breached': (payload) => TELLINGS['due.breached'](EVENTS['due.breached'].parse(payload)),
};
const tellingsOf = (name: string, payload: unknown): Telling[] => READERS[name]?.(payload) ?? [];
