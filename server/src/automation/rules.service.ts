import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { type Rule, RuleDraft, type Rules, type RuleVersions } from '#contracts/automation.js';
import { TraitsService } from '../macros/traits.service.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { hearsWords, triggerOf } from './clock.rules.js';
import { IN_ORDER, type ReadRule, readRule, RULE_PARTS, type RuleRow } from './rule.record.js';
import { FROM_THE_FIRST } from './rule-clocks.service.js';
import { demandDeeds } from './rules.policy.js';
import { presentRule, type Tally } from './rules.present.js';

/** More than this nobody keeps in his head, and each is asked at its event. */
export const MOST_RULES = 100;
const KEPT_VERSIONS = 50;
const WEEK_MS = 7 * 24 * 3_600_000;

/** What the desk does by itself: made, ordered, changed, switched on and off. Each save is a version, and runs name theirs. */
@Injectable()
export class RulesService {
  constructor(private readonly db: Database, private readonly events: Events, private readonly traits: TraitsService, @Inject(Clock) private readonly clock: Clock) {}

  async list(): Promise<z.infer<typeof Rules>> {
    const rows = await this.db.prisma.rule.findMany({ where: { removedAt: null }, include: RULE_PARTS, orderBy: [...IN_ORDER] });
    const tallies = await this.tallies(this.db.prisma, rows);
    return { items: rows.map((row) => presentRule(readRule(row), tallies.get(row.id))), can: { change: true } };
  }

  /** A new rule stands last and is off: it is tried first. @throws Problem rule/too_many, permission/missing for what the caller may not do himself, request/invalid for a step that nobody can mean */
  async make(tx: Tx, actor: Actor, draft: RuleDraft): Promise<Rule> {
    demandDeeds(actor, draft.actions);
    await this.traits.demandMeant(tx, actor, draft.actions);
    const others = await this.hold(tx);
    if (others.length >= MOST_RULES) throw new Problem('rule/too_many', { most: MOST_RULES });
    const id = newId();
    const position = Math.max(0, ...others.map((other) => other.position)) + 1;
    await tx.rule.create({ data: { id, ...partsOf(draft), position, createdAt: this.clock.now() } });
    await this.events.record(tx, actor, 'rule.made', id, { ruleId: id, version: 1 });
    return this.keep(tx, actor, id, 1, draft);
  }

  /** Replaces what it says; whether it is on stays. @throws Problem `request/stale` when somebody changed it since `version`, and as `make` */
  async change(tx: Tx, actor: Actor, id: string, version: number, draft: RuleDraft): Promise<Rule> {
    demandDeeds(actor, draft.actions);
    const held = await this.find(tx, id);
    if (held.version !== version) throw new Problem('request/stale');
    await this.traits.demandMeant(tx, actor, draft.actions, held.actions);
    // Clocks of another fact or length are set anew; what was asked for an occasion is not asked again.
    if (JSON.stringify(held.when) !== JSON.stringify(draft.when)) await tx.ruleClock.deleteMany({ where: { ruleId: id } });
    await tx.rule.update({ where: { id }, data: { ...partsOf(draft), version: version + 1, clocksTo: draft.when.on === 'time' ? FROM_THE_FIRST : null } });
    await this.events.record(tx, actor, 'rule.changed', id, { ruleId: id, version: version + 1 });
    return this.keep(tx, actor, id, version + 1, draft);
  }

  /** On or off; where it is so already, nothing happens. @throws Problem permission/missing as `make`, to switch it on */
  async turn(tx: Tx, actor: Actor, id: string, isOn: boolean): Promise<Rule> {
    const held = await this.find(tx, id);
    if (isOn) demandDeeds(actor, held.actions);
    if (held.isOn !== isOn) {
      await tx.rule.update({ where: { id }, data: { isOn, clocksTo: isOn && held.trigger === 'time' ? FROM_THE_FIRST : null } });
      // Of no use while nobody asks it; on again, they are set anew.
      if (!isOn) await tx.ruleClock.deleteMany({ where: { ruleId: id } });
      await this.events.record(tx, actor, 'rule.switched', id, { ruleId: id, version: held.version, isOn });
    }
    return this.shown(tx, id);
  }

  /** It is asked no more. Its row stays, because its runs name it. */
  async remove(tx: Tx, actor: Actor, id: string): Promise<{ ok: true }> {
    const { version } = await this.find(tx, id);
    await tx.rule.update({ where: { id }, data: { isOn: false, removedAt: this.clock.now() } });
    await tx.ruleClock.deleteMany({ where: { ruleId: id } });
    await this.events.record(tx, actor, 'rule.removed', id, { ruleId: id, version });
    return { ok: true };
  }

  /** In which order they are asked. @throws Problem `request/stale` unless these are exactly those there are */
  async arrange(tx: Tx, actor: Actor, ids: readonly string[]): Promise<{ ok: true }> {
    const rules = await this.hold(tx);
    if (new Set(ids).size !== ids.length || ids.length !== rules.length || !rules.every(({ id }) => ids.includes(id))) throw new Problem('request/stale');
    for (const { id, position, version } of rules) {
      const place = ids.indexOf(id) + 1;
      if (place === position) continue;
      await tx.rule.update({ where: { id }, data: { position: place } });
      await this.events.record(tx, actor, 'rule.changed', id, { ruleId: id, version });
    }
    return { ok: true };
  }

  async versions(id: string): Promise<z.infer<typeof RuleVersions>> {
    const rows = await this.db.prisma.ruleVersion.findMany({
      where: { ruleId: id, rule: { removedAt: null } },
      orderBy: { version: 'desc' },
      take: KEPT_VERSIONS,
      include: { account: { select: { id: true, name: true, pictureUrl: true } } },
    });
    if (rows.length === 0) throw new Problem('resource/not_found');
    return { items: rows.map(({ version, createdAt, account, value }) => ({ version, at: createdAt.toISOString(), by: account, draft: RuleDraft.parse(value) })) };
  }

  // They are asked one after the other, so they are changed one after the other.
  private async hold(tx: Tx): Promise<ReadRule[]> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('rules', 0))`;
    return (await tx.rule.findMany({ where: { removedAt: null } })).map(readRule);
  }

  private async find(tx: Tx, id: string): Promise<ReadRule> {
    const held = (await this.hold(tx)).find((rule) => rule.id === id);
    if (!held) throw new Problem('resource/not_found');
    return held;
  }

  private async keep(tx: Tx, actor: Actor, id: string, version: number, draft: RuleDraft): Promise<Rule> {
    const accountId = actor.kind === 'agent' ? actor.id : null;
    await tx.ruleVersion.create({ data: { ruleId: id, version, value: draft, accountId, createdAt: this.clock.now() } });
    return this.shown(tx, id);
  }

  private async shown(tx: Tx, id: string): Promise<Rule> {
    const row = await tx.rule.findUniqueOrThrow({ where: { id }, include: RULE_PARTS });
    return presentRule(readRule(row), (await this.tallies(tx, [row])).get(id));
  }

  private async tallies(db: Tx, rows: readonly RuleRow[]): Promise<ReadonlyMap<string, Tally>> {
    const since = new Date(this.clock.now().getTime() - WEEK_MS);
    const tallies = await db.$queryRaw<Tally[]>`
      SELECT r."id" AS "ruleId", (SELECT x."createdAt" FROM "RuleRun" x WHERE x."ruleId" = r."id" AND x."outcome" = 'done' ORDER BY x."id" DESC LIMIT 1) AS "lastRunAt",
        (SELECT count(*)::int FROM "RuleRun" x WHERE x."ruleId" = r."id" AND x."createdAt" > ${since} AND x."outcome" = 'done') AS "runs",
        (SELECT count(*)::int FROM "RuleRun" x WHERE x."ruleId" = r."id" AND x."createdAt" > ${since} AND x."outcome" = 'stopped') AS "stopped"
      FROM unnest(${rows.map(({ id }) => id)}::uuid[]) AS r("id")`;
    return new Map(tallies.map((tally) => [tally.ruleId, tally]));
  }
}

const partsOf = ({ name, when, conditions, actions }: RuleDraft) => ({ name, when, conditions, actions, trigger: triggerOf(when), hearsWords: hearsWords(when) });
