import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { type DuePolicies, type DuePolicy, DuePolicyDraft, type DuePolicyVersions } from '#contracts/sla.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { unlessTaken } from '../platform/duplicate.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { POLICY_PARTS, readPolicy } from './due.record.js';
import { inOrder, isDefault } from './policy.rules.js';
import { presentPolicy } from './sla.present.js';

const KEPT_VERSIONS = 50;

/** How long answers and solutions may take, and for which tickets. Open tickets are counted anew after every change. */
@Injectable()
export class DuePoliciesService {
  constructor(private readonly db: Database, private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  async list(): Promise<z.infer<typeof DuePolicies>> {
    const rows = await this.db.prisma.duePolicy.findMany({ include: POLICY_PARTS });
    return { items: inOrder(rows.map(readPolicy)).map(presentPolicy) };
  }

  async make(tx: Tx, actor: Actor, draft: DuePolicyDraft): Promise<DuePolicy> {
    const others = await this.hold(tx);
    this.requireOneDefault(draft, others);
    const id = newId();
    const position = Math.max(0, ...others.map((other) => other.position)) + 1;
    await unlessTaken('due/name_taken', tx.duePolicy.create({ data: { id, ...draft, position, createdAt: this.clock.now() } }));
    return this.keep(tx, actor, id, 1, draft);
  }

  /** Replaces what the policy says. @throws Problem `request/stale` when somebody changed it since `version` */
  async change(tx: Tx, actor: Actor, id: string, version: number, draft: DuePolicyDraft): Promise<DuePolicy> {
    const policies = await this.hold(tx);
    const held = policies.find((policy) => policy.id === id);
    if (!held) throw new Problem('resource/not_found');
    if (held.version !== version) throw new Problem('request/stale');
    this.requireOneDefault(draft, policies.filter((policy) => policy.id !== id));
    await unlessTaken('due/name_taken', tx.duePolicy.update({ where: { id }, data: { ...draft, version: version + 1 } }));
    return this.keep(tx, actor, id, version + 1, draft);
  }

  async remove(tx: Tx, actor: Actor, id: string): Promise<{ ok: true }> {
    const held = (await this.hold(tx)).find((policy) => policy.id === id);
    if (!held) throw new Problem('resource/not_found');
    await tx.duePolicy.delete({ where: { id } });
    await this.events.record(tx, actor, 'due_policy.changed', id, { policyId: id, version: held.version + 1 });
    return { ok: true };
  }

  /** In which order they are asked. @throws Problem `request/stale` unless these are exactly those that have conditions */
  async arrange(tx: Tx, actor: Actor, ids: readonly string[]): Promise<{ ok: true }> {
    const arranged = (await this.hold(tx)).filter(({ conditions }) => !isDefault(conditions));
    if (new Set(ids).size !== ids.length || ids.length !== arranged.length || !arranged.every(({ id }) => ids.includes(id))) throw new Problem('request/stale');
    for (const { id, position, version } of arranged) {
      const place = ids.indexOf(id) + 1;
      if (place === position) continue;
      await tx.duePolicy.update({ where: { id }, data: { position: place } });
      await this.events.record(tx, actor, 'due_policy.changed', id, { policyId: id, version });
    }
    return { ok: true };
  }

  async versions(id: string): Promise<z.infer<typeof DuePolicyVersions>> {
    const rows = await this.db.prisma.duePolicyVersion.findMany({
      where: { policyId: id },
      orderBy: { version: 'desc' },
      take: KEPT_VERSIONS,
      include: { account: { select: { id: true, name: true, pictureUrl: true } } },
    });
    if (rows.length === 0) throw new Problem('resource/not_found');
    return { items: rows.map(({ version, createdAt, account, value }) => ({ version, at: createdAt.toISOString(), by: account, draft: DuePolicyDraft.parse(value) })) };
  }

  // They are asked one after the other, so they are changed one after the other.
  private async hold(tx: Tx) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('due-policies', 0))`;
    return (await tx.duePolicy.findMany({ take: 200 })).map(readPolicy);
  }

  private requireOneDefault(draft: DuePolicyDraft, others: readonly { conditions: DuePolicyDraft['conditions'] }[]): void {
    if (isDefault(draft.conditions) && others.some(({ conditions }) => isDefault(conditions))) throw new Problem('due/second_default');
  }

  private async keep(tx: Tx, actor: Actor, id: string, version: number, draft: DuePolicyDraft): Promise<DuePolicy> {
    const accountId = actor.kind === 'agent' ? actor.id : null;
    await tx.duePolicyVersion.create({ data: { policyId: id, version, value: draft, accountId, createdAt: this.clock.now() } });
    await this.events.record(tx, actor, 'due_policy.changed', id, { policyId: id, version });
    return presentPolicy(readPolicy(await tx.duePolicy.findUniqueOrThrow({ where: { id }, include: POLICY_PARTS })));
  }
}
