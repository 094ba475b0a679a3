import { Inject, Injectable } from '@nestjs/common';
import type { CannedReplies, CannedReply, CannedReplyDraft, CannedReplyQuery } from '#contracts/canned-replies.js';
import { unlessTaken } from '../platform/duplicate.js';
import { type Actor, isStaff, type StaffActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { type Belonging, mayChange, mayRead, neededFor } from './canned-replies.policy.js';
import { PARTS, presentCannedReply } from './canned-replies.present.js';
import { pinyinOf } from './pinyin.js';

/** More than this no list shows in one go: it is read whole, and searched where it is shown. */
export const MOST_PER_BELONGING = 500;

/** Texts that are written again and again. */
@Injectable()
export class CannedRepliesService {
  constructor(private readonly db: Database, private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  async list(actor: Actor, query: CannedReplyQuery): Promise<CannedReplies> {
    const person = staff(actor);
    const manages = person.permissions.has('canned_reply.manage');
    const teams = { teamId: { in: [...person.teamIds] } };
    const shared = query.for === 'manage' && manages ? { ownerId: null } : { ownerId: null, OR: [{ teamId: null }, teams] };
    const rows = await this.db.prisma.cannedReply.findMany({ where: { OR: [{ ownerId: person.id }, shared] }, include: PARTS, orderBy: [{ title: 'asc' }, { id: 'asc' }] });
    const mine = manages ? {} : { id: { in: person.permissions.has('canned_reply.share') ? [...person.teamIds] : [] } };
    const makeForTeams = await this.db.prisma.team.findMany({ where: mine, select: { id: true, name: true }, orderBy: { name: 'asc' } });
    return { items: rows.map((row) => presentCannedReply(row, person)), can: { makeForAll: manages, makeForTeams } };
  }

  /** @throws Problem `reply/shortcut_taken`, `reply/too_many`, `permission/missing` for a scope that is not the caller's */
  async make(tx: Tx, actor: Actor, draft: CannedReplyDraft): Promise<CannedReply> {
    const person = staff(actor);
    const id = newId();
    const belonging = await this.claim(tx, person, draft);
    if ((await tx.cannedReply.count({ where: belonging })) >= MOST_PER_BELONGING) throw new Problem('reply/too_many', { most: MOST_PER_BELONGING });
    const data = { id, ...belonging, ...(await wordsOf(draft)), createdAt: this.clock.now() };
    await unlessTaken('reply/shortcut_taken', tx.cannedReply.create({ data }));
    await this.events.record(tx, person, 'canned_reply.made', id, { cannedReplyId: id, ...belonging });
    return this.find(tx, person, id);
  }

  /**
   * Replaces the reply, and may give it to somebody else, which takes the right to both.
   * @param version the one the caller read
   * @throws Problem `request/stale`
   */
  async change(tx: Tx, actor: Actor, id: string, draft: CannedReplyDraft, version: number): Promise<CannedReply> {
    const person = staff(actor);
    await this.demand(tx, person, id);
    const belonging = await this.claim(tx, person, draft);
    const data = { ...belonging, ...(await wordsOf(draft)), version: { increment: 1 } };
    const { count } = await unlessTaken('reply/shortcut_taken', tx.cannedReply.updateMany({ where: { id, version }, data }));
    if (count === 0) throw new Problem('request/stale');
    await this.events.record(tx, person, 'canned_reply.changed', id, { cannedReplyId: id, ...belonging });
    return this.find(tx, person, id);
  }

  async remove(tx: Tx, actor: Actor, id: string): Promise<{ ok: true }> {
    const person = staff(actor);
    const { ownerId, teamId } = await this.demand(tx, person, id);
    await tx.cannedReply.delete({ where: { id } });
    await this.events.record(tx, person, 'canned_reply.removed', id, { cannedReplyId: id, ownerId, teamId });
    return { ok: true };
  }

  /** Counts that the reply was put into an answer. */
  async use(tx: Tx, actor: Actor, id: string): Promise<{ ok: true }> {
    const person = staff(actor);
    const reply = await tx.cannedReply.findUnique({ where: { id } });
    if (!reply || !mayRead(person, reply)) throw new Problem('resource/not_found');
    const key = { cannedReplyId: id, accountId: person.id };
    const lastUsedAt = this.clock.now();
    await tx.cannedReplyUse.upsert({ where: { cannedReplyId_accountId: key }, create: { ...key, lastUsedAt }, update: { uses: { increment: 1 }, lastUsedAt } });
    return { ok: true };
  }

  /** The row under lock, when the caller may change it; another's reads as not there. */
  private async demand(tx: Tx, actor: StaffActor, id: string): Promise<Belonging> {
    await tx.$queryRaw`SELECT 1 FROM "CannedReply" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const reply = await tx.cannedReply.findUnique({ where: { id }, select: { ownerId: true, teamId: true } });
    if (!reply || !mayRead(actor, reply)) throw new Problem('resource/not_found');
    if (!mayChange(actor, reply)) throw new Problem('permission/missing', { permission: neededFor(reply) });
    return reply;
  }

  private async claim(tx: Tx, actor: StaffActor, { scope, teamId }: CannedReplyDraft): Promise<Belonging> {
    const belonging = { ownerId: scope === 'own' ? actor.id : null, teamId };
    if (!mayChange(actor, belonging)) throw new Problem('permission/missing', { permission: neededFor(belonging) });
    if (teamId !== null && (await tx.team.count({ where: { id: teamId } })) === 0)
      throw new Problem('request/invalid', undefined, { fields: [{ path: 'teamId', code: 'unknown' }] });
    return belonging;
  }

  private async find(tx: Tx, actor: StaffActor, id: string): Promise<CannedReply> {
    return presentCannedReply(await tx.cannedReply.findUniqueOrThrow({ where: { id }, include: PARTS }), actor);
  }
}

async function wordsOf({ title, shortcut, folder, texts }: CannedReplyDraft) {
  return { title, shortcut, folder, texts, pinyin: await pinyinOf(title) };
}

function staff(actor: Actor): StaffActor {
  if (!isStaff(actor)) throw new Problem('permission/missing');
  return actor;
}
