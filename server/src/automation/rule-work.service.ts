import { Inject, Injectable } from '@nestjs/common';
import type { RuleStep } from '#contracts/automation.js';
import type { EventTrigger } from '#contracts/automation.fields.js';
import type { RuleActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { causeOf, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { TicketLockService } from '../tickets/ticket-lock.service.js';
import { type Known, matches } from './condition.rules.js';
import { heldBack, HOUR_MS } from './loop.rules.js';
import { type Meeting, RuleMeetings } from './meeting.service.js';
import { ASKED, IN_ORDER, type ReadRule, readRule } from './rule.record.js';
import { type Run, RuleSteps } from './rule-step.service.js';
import { isTelling, stepOf, toldBy } from './step.rules.js';

export interface Occasion {
  readonly ticketId: string;
  readonly trigger: EventTrigger | 'time';
  /** Names it: a rule acts on a ticket once for it, whoever asks and however often. */
  readonly key: string;
  /** What only the event can tell. */
  readonly told: Known;
}

/** Asks rules at an occasion, in their order, and does what they say: each in the ticket as those before have left it. */
@Injectable()
export class RuleWork {
  constructor(
    private readonly lock: TicketLockService,
    private readonly meetings: RuleMeetings,
    private readonly steps: RuleSteps,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Every rule that waits for this. */
  async hear(tx: Tx, occasion: Occasion): Promise<void> {
    const rules = (await tx.rule.findMany({ where: { ...ASKED, trigger: occasion.trigger }, orderBy: [...IN_ORDER] })).map(readRule);
    if (rules.length === 0) return;
    // The demo's tickets may be gone before their events are heard.
    if (!(await tx.ticket.findUnique({ where: { id: occasion.ticketId }, select: { id: true } }))) return;
    await this.lock.hold(tx, occasion.ticketId);
    // Read once for all of them, and anew only after one has changed something.
    let meeting: Meeting | null = null;
    for (const rule of rules) {
      meeting ??= await this.meetings.of(tx, occasion.ticketId, rules);
      if (!meeting) return;
      if (await this.ask(tx, rule, occasion, meeting)) meeting = null;
    }
  }

  /**
   * One rule. The caller holds the ticket.
   * @param seen the ticket as it stands
   * @returns whether it stands otherwise now
   */
  async ask(tx: Tx, rule: ReadRule, { ticketId, trigger, key, told }: Occasion, seen: Meeting): Promise<boolean> {
    const writes = rule.actions.some((action) => action.do === 'reply');
    if (!matches(rule.conditions, { ...seen.known, ...told })) return false;
    const { reason, rootId } = await this.stop(tx, rule.id, ticketId);
    const id = newId();
    const kept = { id, ruleId: rule.id, version: rule.version, ticketId, occasion: key, rootId, trigger, outcome: reason ? 'stopped' : 'nothing', reason, createdAt: this.clock.now() };
    const { count } = await tx.ruleRun.createMany({ data: [kept], skipDuplicates: true });
    if (count === 0) return false;
    const actor: RuleActor = { kind: 'rule', id: rule.id, name: rule.name, permissions: new Set(), teamIds: [], sessionId: null };
    const met = { ruleId: rule.id, version: rule.version, ticketId, runId: id };
    if (reason) {
      await this.events.record(tx, actor, 'rule.stopped', ticketId, { ...met, reason });
      return false;
    }
    const meeting = writes ? await this.inTurn(tx, seen, rule) : seen;
    if (!meeting) return false;
    const { steps, tells } = await this.perform(tx, actor, rule, meeting, { id, version: rule.version, trigger });
    const done = steps.some(({ outcome }) => outcome === 'changes');
    await tx.ruleRun.update({ where: { id }, data: { outcome: done ? 'done' : 'nothing', steps: steps.map(withoutWords) } });
    if (tells.length > 0) await this.events.record(tx, actor, 'rule.notified', ticketId, { ...met, accountIds: tells });
    if (done) await this.events.record(tx, actor, 'rule.applied', ticketId, met);
    return steps.some((step) => step.outcome === 'changes' && !isTelling(step.do));
  }

  private async perform(tx: Tx, actor: RuleActor, rule: ReadRule, { ticket, standing, around }: Meeting, run: Run): Promise<{ steps: RuleStep[]; tells: string[] }> {
    let now = standing;
    const steps: RuleStep[] = [];
    const tells = new Set<string>();
    await this.steps.holdEndpoints(tx, rule.actions);
    for (const action of rule.actions) {
      const [step, next] = stepOf(action, now, around);
      const taken = step.outcome === 'changes' ? await this.taken(tx, actor, ticket, action, step, run) : step;
      if (taken.outcome === 'changes') {
        for (const id of toldBy(action, now, around)) tells.add(id);
        now = next;
      }
      steps.push(taken);
    }
    return { steps, tells: [...tells] };
  }

  /** What a verb refuses is left, and said so; the other actions go on. */
  private async taken(tx: Tx, actor: RuleActor, ticket: Meeting['ticket'], action: Parameters<RuleSteps['take']>[3], step: RuleStep, run: Run): Promise<RuleStep> {
    try {
      await this.steps.take(tx, actor, ticket, action, step, run);
      return step;
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault;
      return { ...step, outcome: 'refused', code: fault.code };
    }
  }

  /** Replies to one customer on several tickets take turns, so that the second sees the first: by whatever the two would know each other. */
  private async inTurn(tx: Tx, { ticket }: Meeting, rule: ReadRule): Promise<Meeting | null> {
    const names = [ticket.customerId, ticket.email, ticket.visitorId].filter((name) => name !== null).sort();
    // One after the other in that order: two that share any of these never wait for each other crosswise.
    for (const name of names) await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${name}, 11))) turn`;
    return this.meetings.of(tx, ticket.id, [rule]);
  }

  /** Whether something holds the rule back, and the event that all of this began with. */
  private async stop(tx: Tx, ruleId: string, ticketId: string) {
    const cause = causeOf(tx);
    const chain = cause
      ? await tx.$queryRaw<{ id: string; causeId: string | null; actorKind: string; actorId: string | null }[]>`
          WITH RECURSIVE chain AS (
            SELECT "id", "causeId", "actorKind", "actorId" FROM "Event" WHERE "id" = ${cause.id}::uuid
            UNION ALL SELECT e."id", e."causeId", e."actorKind", e."actorId" FROM "Event" e JOIN chain c ON e."id" = c."causeId"
          ) SELECT * FROM chain`
      : [];
    const rootId = chain.find(({ causeId }) => causeId === null)?.id ?? null;
    const lately = await tx.ruleRun.findMany({ where: { ticketId, outcome: 'done', createdAt: { gt: new Date(this.clock.now().getTime() - HOUR_MS) } }, select: { ruleId: true, rootId: true } });
    // What follows from one event is one matter: a rule that acted in it has had its say.
    const acted = lately.flatMap((run) => (rootId !== null && run.rootId === rootId ? [run.ruleId] : []));
    const ruleIds = [...acted, ...chain.flatMap(({ actorKind, actorId }) => (actorKind === 'rule' && actorId ? [actorId] : []))];
    return { rootId, reason: heldBack(ruleId, { ruleIds, depth: cause?.depth ?? 0, runs: lately.length }) };
  }
}

/** What was written stands in the timeline, and what was put into a field in its history; the log keeps no words. */
const withoutWords = (step: RuleStep): RuleStep => ({ ...step, text: null, ...(step.key === null ? {} : { from: null, to: null }) });
