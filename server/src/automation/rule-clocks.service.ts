import { Inject, Injectable } from '@nestjs/common';
import { TicketState } from '#contracts/tickets.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import { TicketLockService } from '../tickets/ticket-lock.service.js';
import { dueAfter, sinceWhen } from './clock.rules.js';
import { momentsOf } from './meeting.rules.js';
import { type Meeting, RuleMeetings } from './meeting.service.js';
import { ASKED, IN_ORDER, type ReadRule, readRule } from './rule.record.js';
import { RuleWork } from './rule-work.service.js';

/** Tickets that get their clock in one turn after a rule was made, changed or switched on. */
export const WOUND_AT_ONCE = 100;
/** Below every id: all tickets are to be looked at. */
export const FROM_THE_FIRST = '00000000-0000-0000-0000-000000000000';
const NOT_CLOSED = TicketState.options.filter((state) => state !== 'closed');

/** Rules that go by time: a row per rule and ticket says when it is due, and a sweep asks it then, once for each occasion. */
@Injectable()
export class RuleClocks {
  constructor(
    private readonly lock: TicketLockService,
    private readonly meetings: RuleMeetings,
    private readonly work: RuleWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Something has moved on a ticket: its clocks begin, end, or run from another moment. */
  async wind(tx: Tx, ticketId: string): Promise<void> {
    const rules = (await tx.rule.findMany({ where: { ...ASKED, trigger: 'time' }, orderBy: [...IN_ORDER] })).map(readRule);
    if (rules.length === 0 || !(await tx.ticket.findUnique({ where: { id: ticketId }, select: { id: true } }))) return;
    await this.lock.hold(tx, ticketId);
    const meeting = await this.meetings.of(tx, ticketId, []);
    if (!meeting) return;
    for (const rule of rules) await this.set(tx, rule, meeting);
  }

  /** The next tickets of a rule that not all tickets have their clock of. */
  async windNext(tx: Tx, ruleId: string): Promise<void> {
    // Clocks of other tickets name the rule meanwhile: no lock that stands against that.
    const [row] = await tx.$queryRaw<{ clocksTo: string | null }[]>`SELECT "clocksTo" FROM "Rule" WHERE "id" = ${ruleId}::uuid AND "isOn" AND "removedAt" IS NULL FOR NO KEY UPDATE`;
    if (!row || row.clocksTo === null) return;
    const rule = readRule(await tx.rule.findUniqueOrThrow({ where: { id: ruleId } }));
    // State by state, each in its order: what is closed is not even walked past.
    const next = await tx.$queryRaw<{ id: string }[]>`
      SELECT k."id" FROM unnest(${[...NOT_CLOSED]}::text[]) AS s("state")
        CROSS JOIN LATERAL (SELECT t."id" FROM "Ticket" t WHERE t."state" = s."state" AND t."id" > ${row.clocksTo}::uuid ORDER BY t."id" LIMIT ${WOUND_AT_ONCE}) k
      ORDER BY k."id" LIMIT ${WOUND_AT_ONCE}`;
    const meetings = await this.meetings.ofMany(tx, next.map(({ id }) => id), []);
    for (const { id } of next) {
      const meeting = meetings.get(id);
      if (meeting) await this.set(tx, rule, meeting);
    }
    await tx.rule.update({ where: { id: ruleId }, data: { clocksTo: next.length < WOUND_AT_ONCE ? null : (next.at(-1)?.id ?? null) } });
  }

  /** Its time has come: the rule is asked, if what its clock ran from still holds. */
  async ring(tx: Tx, clockId: string): Promise<void> {
    const found = await tx.ruleClock.findUnique({ where: { id: clockId }, select: { ticketId: true } });
    if (!found) return;
    await this.lock.hold(tx, found.ticketId);
    // Anew under the lock: somebody else may have rung it, or moved the ticket, a moment before.
    const row = await tx.ruleClock.findUnique({ where: { id: clockId }, include: { rule: true } });
    if (!row || row.askedAt !== null || row.dueAt === null || row.dueAt > this.clock.now() || !row.rule.isOn || row.rule.removedAt !== null) return;
    const rule = readRule(row.rule);
    const meeting = await this.meetings.of(tx, row.ticketId, [rule]);
    if (!meeting || !(await this.set(tx, rule, meeting, row.since))) return;
    await tx.ruleClock.update({ where: { id: clockId }, data: { askedAt: this.clock.now() } });
    await this.work.ask(tx, rule, { ticketId: row.ticketId, trigger: 'time', key: `since ${row.since.toISOString()}`, told: {} }, meeting);
  }

  /** @returns whether the clock still runs from `since` */
  private async set(tx: Tx, rule: ReadRule, { ticket, hours }: Meeting, since?: Date): Promise<boolean> {
    if (rule.when.on !== 'time') return false;
    const key = { ruleId: rule.id, ticketId: ticket.id };
    const from = sinceWhen(rule.when.since, momentsOf(ticket));
    if (from === null) {
      await tx.ruleClock.deleteMany({ where: key });
      return false;
    }
    const dueAt = dueAfter(rule.when, from, hours);
    const known = await tx.ruleClock.findUnique({ where: { ruleId_ticketId: key } });
    if (!known) await tx.ruleClock.createMany({ data: [{ id: newId(), ...key, since: from, dueAt }], skipDuplicates: true });
    else if (known.since.getTime() !== from.getTime()) await tx.ruleClock.update({ where: { id: known.id }, data: { since: from, dueAt, askedAt: null } });
    else if (known.askedAt === null && known.dueAt?.getTime() !== dueAt?.getTime()) await tx.ruleClock.update({ where: { id: known.id }, data: { dueAt } });
    return since !== undefined && from.getTime() === since.getTime() && dueAt !== null && dueAt <= this.clock.now();
  }
}
