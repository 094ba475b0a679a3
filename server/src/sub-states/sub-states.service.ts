import { Inject, Injectable } from '@nestjs/common';
import { FieldNames } from '#contracts/common.js';
import { keyFrom } from '#contracts/custom-fields.rules.js';
import type { SubState, SubStateChange, SubStateDraft, SubStates } from '#contracts/sub-states.js';
import { TicketState } from '#contracts/tickets.js';
import type { SubState as Row } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';

export const MOST_SUB_STATES = 200;

/** Makes sub-states, names, orders and retires them. None is removed: tickets and saved views may name it. */
@Injectable()
export class SubStatesService {
  constructor(private readonly db: Database, private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  async list(actor: Actor): Promise<SubStates> {
    const rows = await this.db.prisma.subState.findMany({ orderBy: [{ position: 'asc' }, { id: 'asc' }] });
    return { items: rows.map(present), can: { manage: actor.permissions.has('field.manage') } };
  }

  /** @throws Problem request/invalid, with what is wrong about which part */
  async make(tx: Tx, actor: Actor, { key: wanted, state, names, isDefault }: SubStateDraft): Promise<SubState> {
    const all = await this.hold(tx);
    const taken = all.map(({ key }) => key);
    const key = wanted ?? keyFrom(names, taken, 'sub_state');
    if (all.length >= MOST_SUB_STATES || taken.includes(key)) throw new Problem('request/invalid', undefined, { fields: [{ path: 'key', code: taken.includes(key) ? 'taken' : 'too_many' }] });
    if (isDefault) await this.clearDefault(tx, state);
    const id = newId();
    await tx.subState.create({ data: { id, key, state, names, isDefault, position: Math.max(0, ...all.map(({ position }) => position)) + 1, createdAt: this.clock.now() } });
    return this.told(tx, actor, id, 1);
  }

  /** Names, and whether it is the default; key and state stay. @throws Problem request/stale */
  async change(tx: Tx, actor: Actor, id: string, { names, isDefault }: SubStateChange, version: number): Promise<SubState> {
    const row = found(await this.hold(tx), id);
    if (row.version !== version) throw new Problem('request/stale');
    if (isDefault && row.retiredAt) throw new Problem('request/invalid', undefined, { fields: [{ path: 'isDefault', code: 'retired' }] });
    if (isDefault && !row.isDefault) await this.clearDefault(tx, row.state);
    await tx.subState.update({ where: { id }, data: { names, isDefault, version: version + 1 } });
    return this.told(tx, actor, id, version + 1);
  }

  /** Nobody chooses it from now on. What was the default is it no more. */
  async retire(tx: Tx, actor: Actor, id: string): Promise<SubState> {
    const row = found(await this.hold(tx), id);
    if (row.retiredAt) return present(row);
    await tx.subState.update({ where: { id }, data: { retiredAt: this.clock.now(), isDefault: false, version: { increment: 1 } } });
    return this.told(tx, actor, id, row.version + 1);
  }

  async takeBack(tx: Tx, actor: Actor, id: string): Promise<SubState> {
    const row = found(await this.hold(tx), id);
    if (!row.retiredAt) return present(row);
    await tx.subState.update({ where: { id }, data: { retiredAt: null, version: { increment: 1 } } });
    return this.told(tx, actor, id, row.version + 1);
  }

  /** @throws Problem request/stale unless these are exactly those that there are */
  async arrange(tx: Tx, actor: Actor, ids: readonly string[]): Promise<{ ok: true }> {
    const all = await this.hold(tx);
    if (new Set(ids).size !== ids.length || ids.length !== all.length || !all.every(({ id }) => ids.includes(id))) throw new Problem('request/stale');
    for (const { id, position, version } of all) {
      const place = ids.indexOf(id) + 1;
      if (place === position) continue;
      await tx.subState.update({ where: { id }, data: { position: place } });
      await this.events.record(tx, actor, 'sub_state.changed', id, { subStateId: id, version });
    }
    return { ok: true };
  }

  // Keys, places and defaults are told from all the others.
  private async hold(tx: Tx): Promise<Row[]> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('sub-states', 0))`;
    return tx.subState.findMany();
  }

  private async clearDefault(tx: Tx, state: string): Promise<void> {
    await tx.subState.updateMany({ where: { state, isDefault: true }, data: { isDefault: false, version: { increment: 1 } } });
  }

  private async told(tx: Tx, actor: Actor, id: string, version: number): Promise<SubState> {
    await this.events.record(tx, actor, 'sub_state.changed', id, { subStateId: id, version });
    return present(await tx.subState.findUniqueOrThrow({ where: { id } }));
  }
}

const present = ({ id, key, state, names, isDefault, retiredAt, version }: Row): SubState => ({
  id, key, state: TicketState.parse(state), names: FieldNames.parse(names), isDefault, retiredAt: retiredAt?.toISOString() ?? null, version,
});

function found(all: readonly Row[], id: string): Row {
  const row = all.find((one) => one.id === id);
  if (!row) throw new Problem('resource/not_found');
  return row;
}
