import { Inject, Injectable } from '@nestjs/common';
import { type Macro, MacroActions, type MacroDraft, type MacroQuery, type Macros } from '#contracts/macros.js';
import type { Belonging } from '../canned-replies/canned-replies.policy.js';
import { pinyinOf } from '../canned-replies/pinyin.js';
import { type Actor, isStaff, type StaffActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { mayChange, mayRead, neededFor } from './macros.policy.js';
import { isFor, PARTS, presentMacro } from './macros.present.js';
import { TraitsService } from './traits.service.js';

/** More than this no list shows in one go: it is read whole, and searched where it is shown. */
export const MOST_PER_BELONGING = 200;

/** Deeds that are done together again and again: made and looked after. */
@Injectable()
export class MacrosService {
  constructor(private readonly db: Database, private readonly events: Events, private readonly traits: TraitsService, @Inject(Clock) private readonly clock: Clock) {}

  async list(actor: Actor, query: MacroQuery): Promise<Macros> {
    const person = staff(actor);
    const manages = person.permissions.has('macro.manage');
    const teams = { teamId: { in: [...person.teamIds] } };
    const shared = query.for === 'manage' && manages ? { ownerId: null } : { ownerId: null, OR: [{ teamId: null }, teams] };
    const rows = await this.db.prisma.macro.findMany({ where: { OR: [{ ownerId: person.id }, shared] }, include: PARTS, orderBy: [{ title: 'asc' }, { id: 'asc' }] });
    const hidden = await this.traits.hiddenFrom(this.db.prisma, person);
    const mine = manages ? {} : { id: { in: person.permissions.has('macro.share') ? [...person.teamIds] : [] } };
    const makeForTeams = await this.db.prisma.team.findMany({ where: mine, select: { id: true, name: true }, orderBy: { name: 'asc' } });
    return { items: rows.map((row) => presentMacro(row, person)).filter((macro) => isFor(hidden, macro)), can: { makeForAll: manages, makeForTeams } };
  }

  /** @throws Problem `macro/too_many`, `permission/missing` for a scope that is not the caller's, request/invalid for a step that nobody can mean */
  async make(tx: Tx, actor: Actor, draft: MacroDraft): Promise<Macro> {
    const person = staff(actor);
    const id = newId();
    const belonging = await this.claim(tx, person, draft);
    await this.traits.demandMeant(tx, person, draft.actions);
    if ((await tx.macro.count({ where: belonging })) >= MOST_PER_BELONGING) throw new Problem('macro/too_many', { most: MOST_PER_BELONGING });
    await tx.macro.create({ data: { id, ...belonging, ...(await partsOf(draft)), createdAt: this.clock.now() } });
    await this.events.record(tx, person, 'macro.made', id, { macroId: id, ...belonging });
    return this.find(tx, person, id);
  }

  /**
   * Replaces the macro, and may give it to somebody else, which takes the right to both.
   * @param version the one the caller read
   * @throws Problem `request/stale`, and as `make`
   */
  async change(tx: Tx, actor: Actor, id: string, draft: MacroDraft, version: number): Promise<Macro> {
    const person = staff(actor);
    const { actions } = await this.demand(tx, person, id);
    const belonging = await this.claim(tx, person, draft);
    await this.traits.demandMeant(tx, person, draft.actions, actions);
    const { count } = await tx.macro.updateMany({ where: { id, version }, data: { ...belonging, ...(await partsOf(draft)), version: { increment: 1 } } });
    if (count === 0) throw new Problem('request/stale');
    await this.events.record(tx, person, 'macro.changed', id, { macroId: id, ...belonging });
    return this.find(tx, person, id);
  }

  async remove(tx: Tx, actor: Actor, id: string): Promise<{ ok: true }> {
    const person = staff(actor);
    const { ownerId, teamId } = await this.demand(tx, person, id);
    await tx.macro.delete({ where: { id } });
    await this.events.record(tx, person, 'macro.removed', id, { macroId: id, ownerId, teamId });
    return { ok: true };
  }

  /** A macro that the caller may run. @throws Problem resource/not_found; request/stale when it is not the version that was read */
  async readable(tx: Tx, actor: Actor, id: string, version?: number): Promise<Macro> {
    const person = staff(actor);
    const row = await tx.macro.findUnique({ where: { id }, include: PARTS });
    if (!row || !mayRead(person, row)) throw new Problem('resource/not_found');
    const macro = presentMacro(row, person);
    if (!isFor(await this.traits.hiddenFrom(tx, person), macro)) throw new Problem('resource/not_found');
    if (version !== undefined && row.version !== version) throw new Problem('request/stale');
    return macro;
  }

  /** Counts that somebody ran it. */
  async countUse(tx: Tx, actor: StaffActor, id: string, uses = 1): Promise<void> {
    const key = { macroId: id, accountId: actor.id };
    const lastUsedAt = this.clock.now();
    await tx.macroUse.upsert({ where: { macroId_accountId: key }, create: { ...key, uses, lastUsedAt }, update: { uses: { increment: uses }, lastUsedAt } });
  }

  /** The row under lock, when the caller may change it; another's reads as not there. */
  private async demand(tx: Tx, actor: StaffActor, id: string): Promise<Belonging & { actions: MacroActions }> {
    await tx.$queryRaw`SELECT 1 FROM "Macro" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const row = await tx.macro.findUnique({ where: { id }, select: { ownerId: true, teamId: true, actions: true } });
    if (!row || !mayRead(actor, row)) throw new Problem('resource/not_found');
    const macro = { ...row, actions: MacroActions.parse(row.actions) };
    if (!isFor(await this.traits.hiddenFrom(tx, actor), macro)) throw new Problem('resource/not_found');
    if (!mayChange(actor, macro)) throw new Problem('permission/missing', { permission: neededFor(macro) });
    return macro;
  }

  private async claim(tx: Tx, actor: StaffActor, { scope, teamId }: MacroDraft): Promise<Belonging> {
    const belonging = { ownerId: scope === 'own' ? actor.id : null, teamId };
    if (!mayChange(actor, belonging)) throw new Problem('permission/missing', { permission: neededFor(belonging) });
    if (teamId !== null && (await tx.team.count({ where: { id: teamId } })) === 0)
      throw new Problem('request/invalid', undefined, { fields: [{ path: 'teamId', code: 'unknown' }] });
    return belonging;
  }

  private async find(tx: Tx, actor: StaffActor, id: string): Promise<Macro> {
    return presentMacro(await tx.macro.findUniqueOrThrow({ where: { id }, include: PARTS }), actor);
  }
}

async function partsOf({ title, folder, actions }: MacroDraft) {
  return { title, folder, actions, pinyin: await pinyinOf(title) };
}

function staff(actor: Actor): StaffActor {
  if (!isStaff(actor)) throw new Problem('permission/missing');
  return actor;
}
