import { Inject, Injectable } from '@nestjs/common';
import { RuleStep } from '#contracts/automation.js';
import { type DemoRule, RULES } from '#prisma/demo/rules.js';
import { hearsWords, triggerOf } from '../automation/clock.rules.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import { idAt, known } from './demo-world.js';

const HOUR_MS = 3_600_000;
const MOST_RUNS = 6;

/** The rules of the demo shop, and what they did in the week before. */
@Injectable()
export class DemoRulesService {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** After the tickets, on which they ran. */
  async write(tx: Tx, people: ReadonlyMap<string, { id: string }>): Promise<void> {
    const now = this.clock.now().getTime();
    const leads = await tx.account.findMany({ where: { roles: { some: { role: { builtIn: 'lead' } } } }, select: { name: true, memberships: { select: { teamId: true } } } });
    for (const [place, rule] of RULES.entries()) {
      const { isOn } = rule;
      const draft = await this.whole(tx, rule);
      const id = newId();
      const createdAt = new Date(now - (40 - place) * 24 * HOUR_MS);
      await tx.rule.create({
        data: {
          id, ...draft, isOn, position: place + 1, trigger: triggerOf(draft.when), hearsWords: hearsWords(draft.when), createdAt,
          versions: { create: { version: 1, value: draft, accountId: known(people, 'jonas').id, createdAt } },
        },
      });
      const leadsOf = (teamId: string | null) => leads.filter(({ memberships }) => memberships.some((member) => member.teamId === teamId)).map(({ name }) => name);
      await this.run(tx, rule, { ruleId: id, createdAt, place, now, leadsOf });
    }
  }

  /** The draft with the endpoint that it tells last. */
  private async whole(tx: Tx, { draft, tells }: DemoRule): Promise<DemoRule['draft']> {
    if (tells === undefined) return draft;
    const { id } = await tx.webhookEndpoint.findFirstOrThrow({ where: { description: tells }, select: { id: true } });
    return { ...draft, actions: [...draft.actions, { do: 'webhook', endpointId: id }] };
  }

  private async run(tx: Tx, { draft, ranOn, did }: DemoRule, { ruleId, createdAt, place, now, leadsOf }: { ruleId: string; createdAt: Date; place: number; now: number; leadsOf: (teamId: string | null) => string[] }): Promise<void> {
    const tickets = await tx.ticket.findMany({ where: { ...ranOn, teamId: { not: null }, createdAt: { gt: createdAt } }, select: { id: true, teamId: true, createdAt: true, assignee: { select: { name: true } } }, orderBy: { id: 'desc' }, take: MOST_RUNS });
    for (const [nth, ticket] of tickets.entries()) {
      // At once where it is about the opening, and never before the ticket was there.
      const opened = ticket.createdAt.getTime() + 2_000;
      const at = new Date(draft.when.on === 'event' && draft.when.event === 'opened' ? opened : Math.min(now - 1_000, Math.max(opened, now - (5 + place * 3 + nth * 23) * HOUR_MS)));
      const told = leadsOf(ticket.teamId);
      const runId = idAt(at);
      const steps = did.map((step) => {
        if (step.do !== 'notify') return RuleStep.parse({ code: null, from: null, to: null, text: null, locale: null, ...step });
        const names = step.code === 'rule/nobody_to_tell' && ticket.assignee ? [ticket.assignee.name] : step.code ? [] : told;
        return RuleStep.parse({ do: 'notify', outcome: names.length > 0 ? 'changes' : 'refused', code: names.length > 0 ? null : 'rule/nobody_to_tell', from: null, to: names.length > 0 ? names.join(', ') : null, text: null, locale: null });
      });
      const outcome = steps.some((step) => step.outcome === 'changes') ? 'done' : 'nothing';
      await tx.ruleRun.create({ data: { id: runId, ruleId, version: 1, ticketId: ticket.id, occasion: `demo ${nth}`, trigger: triggerOf(draft.when), outcome, steps, createdAt: at } });
      if (outcome === 'nothing') continue;
      const payload = { ruleId, version: 1, ticketId: ticket.id, runId };
      await tx.event.create({ data: { id: idAt(new Date(at.getTime() + 1)), name: 'rule.applied', subject: ticket.id, actorKind: 'rule', actorId: ruleId, payload, createdAt: at, relayedAt: at } });
    }
  }
}
