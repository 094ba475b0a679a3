import { z } from 'zod';
import { type Rule, type RuleRun, RuleStep, RunOutcome, StopReason } from '#contracts/automation.js';
import type { Prisma } from '#prisma/generated/client.js';
import type { ReadRule, RuleRow } from './rule.record.js';

/** What a rule did of late. */
export interface Tally {
  readonly ruleId: string;
  readonly lastRunAt: Date | null;
  readonly runs: number;
  readonly stopped: number;
}

export function presentRule({ id, name, when, conditions, actions, isOn, version, createdAt, versions }: ReadRule<RuleRow>, tally: Tally | undefined): Rule {
  const [latest] = versions;
  return {
    id, name, when, conditions, actions, isOn, version,
    changedAt: (latest?.createdAt ?? createdAt).toISOString(),
    changedBy: latest?.account ?? null,
    lastRunAt: tally?.lastRunAt?.toISOString() ?? null,
    runsInWeek: tally?.runs ?? 0,
    stoppedInWeek: tally?.stopped ?? 0,
  };
}

/** What a run is shown with. */
export const RUN_PARTS = { rule: { select: { id: true, name: true } }, ticket: { select: { id: true, number: true, subject: true } } } as const satisfies Prisma.RuleRunInclude;
type RunRow = Prisma.RuleRunGetPayload<{ include: typeof RUN_PARTS }>;
const Kept = z.object({ outcome: RunOutcome, reason: StopReason.nullable(), steps: z.array(RuleStep) });

/** @param hidden fields that are not there for this reader, and no step of any rule is either */
export function presentRun({ id, createdAt, rule, version, ticket, trigger, ...rest }: RunRow, hidden: ReadonlySet<string>): RuleRun {
  const { steps, ...kept } = Kept.parse(rest);
  return { id, at: createdAt.toISOString(), rule, version, ticket, trigger, ...kept, steps: steps.filter(({ key }) => key === null || !hidden.has(key)) };
}
