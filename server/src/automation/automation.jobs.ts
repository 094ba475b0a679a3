import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { ASKED } from './rule.record.js';
import { RuleClocks } from './rule-clocks.service.js';

const MANY = 200;
const KEPT_MS = 90 * 24 * 3_600_000;
const PER_STEP = 500;
const MOST_STEPS = 20;
/** A rule that goes by time acts once for an occasion: its runs stay as long as their ticket is not closed. */
const FORGET = [
  `DELETE FROM "RuleRun" WHERE "id" IN (SELECT x."id" FROM "Rule" r CROSS JOIN LATERAL (
     SELECT x."id" FROM "RuleRun" x JOIN "Ticket" k ON k."id" = x."ticketId"
     WHERE x."ruleId" = r."id" AND x."createdAt" < $1 AND (x."trigger" <> 'time' OR k."state" = 'closed') ORDER BY x."createdAt" LIMIT ${PER_STEP}) x LIMIT ${PER_STEP})`,
  `DELETE FROM "RuleReply" WHERE "messageId" IN (SELECT "messageId" FROM "RuleReply" WHERE "createdAt" < $1 ORDER BY "createdAt" LIMIT ${PER_STEP})`,
];
const UNASKED = `DELETE FROM "RuleClock" WHERE "id" IN (SELECT c."id" FROM "RuleClock" c JOIN "Rule" r ON r."id" = c."ruleId" WHERE NOT r."isOn" OR r."removedAt" IS NOT NULL LIMIT ${PER_STEP})`;

/** Rules that go by time: found by their rows, whatever was missed. */
@Injectable()
export class AutomationJobs {
  constructor(private readonly db: Database, private readonly clocks: RuleClocks, @Inject(Clock) private readonly clock: Clock) {}

  @Every(1_000)
  async ringClocks(): Promise<void> {
    const { rows } = await this.db.pool.query<{ id: string }>({
      name: 'rule-clocks-due',
      text: `SELECT c."id" FROM "RuleClock" c JOIN "Rule" r ON r."id" = c."ruleId"
             WHERE c."askedAt" IS NULL AND c."dueAt" <= $1 AND r."isOn" AND r."removedAt" IS NULL ORDER BY c."dueAt", r."position", c."id" LIMIT ${MANY}`,
      values: [this.clock.now()],
    });
    await this.db.eachDue(rows.map(({ id }) => id), (tx, id) => this.clocks.ring(tx, id));
  }

  /** Tickets that were there before a rule was. */
  @Every(1_000)
  async windClocks(): Promise<void> {
    const rules = await this.db.prisma.rule.findMany({ where: { ...ASKED, clocksTo: { not: null } }, select: { id: true } });
    await this.db.eachDue(rules.map(({ id }) => id), (tx, id) => this.clocks.windNext(tx, id));
  }

  /** What rules did long ago, and clocks of rules that nobody asks. */
  @Every(60_000)
  async forget(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    for (const text of FORGET) await this.inSteps(text, [before]);
    await this.inSteps(UNASKED, []);
  }

  private async inSteps(text: string, values: readonly Date[]): Promise<void> {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const { rowCount } = await this.db.pool.query(text, [...values]);
      if ((rowCount ?? 0) < PER_STEP) return;
    }
  }
}
