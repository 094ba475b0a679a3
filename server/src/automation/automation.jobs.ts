import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { ASKED } from './rule.record.js';
import { RuleClocks } from './rule-clocks.service.js';

const MANY = 200;

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
}
