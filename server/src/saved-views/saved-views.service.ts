import { Inject, Injectable } from '@nestjs/common';
import { MOST_COUNTED, type SavedView, type SavedViewDraft, type SavedViews, ViewContent } from '#contracts/saved-views.js';
import type { Prisma } from '#prisma/generated/client.js';
import type { Belonging } from '../accounts/belonging.policy.js';
import { scopeOf } from '../canned-replies/canned-replies.policy.js';
import type { StaffActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { TicketListService } from '../tickets/ticket-list.service.js';
import { mayChange, mayRead, neededFor } from './saved-views.policy.js';

/** So many of one person, team or of everybody: each is counted whenever the list changes. */
export const MOST_PER_BELONGING = 20;
const PARTS = { team: { select: { id: true, name: true } } } as const satisfies Prisma.SavedViewInclude;
type Row = Prisma.SavedViewGetPayload<{ include: typeof PARTS }>;

/** Lists of tickets under a name, with what stands in them now. */
@Injectable()
export class SavedViewsService {
  constructor(private readonly db: Database, private readonly lists: TicketListService, private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  async list(actor: StaffActor): Promise<SavedViews> {
    const manages = actor.permissions.has('view.manage');
    const rows = await this.db.prisma.savedView.findMany({
      where: { OR: [{ ownerId: actor.id }, { ownerId: null, teamId: null }, { teamId: { in: [...actor.teamIds] } }] },
      include: PARTS,
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
    const mine = manages ? {} : { id: { in: actor.permissions.has('view.share') ? [...actor.teamIds] : [] } };
    const makeForTeams = await this.db.prisma.team.findMany({ where: mine, select: { id: true, name: true }, orderBy: { name: 'asc' } });
    return { items: await Promise.all(rows.map((row) => this.present(actor, row))), can: { makeForAll: manages, makeForTeams } };
  }

  /** @throws Problem `view/too_many`, `permission/missing` for a scope that is not the caller's */
  async make(tx: Tx, actor: StaffActor, draft: SavedViewDraft): Promise<string> {
    const id = newId();
    const belonging = await this.claim(tx, actor, draft);
    if ((await tx.savedView.count({ where: belonging })) >= MOST_PER_BELONGING) throw new Problem('view/too_many', { most: MOST_PER_BELONGING });
    await tx.savedView.create({ data: { id, ...belonging, name: draft.name, shows: draft.shows, createdAt: this.clock.now() } });
    await this.events.record(tx, actor, 'saved_view.made', id, { savedViewId: id, ...belonging });
    return id;
  }

  /** @param version the one the caller read. @throws Problem `request/stale` */
  async change(tx: Tx, actor: StaffActor, id: string, draft: SavedViewDraft, version: number): Promise<void> {
    await this.demand(tx, actor, id);
    const belonging = await this.claim(tx, actor, draft);
    const { count } = await tx.savedView.updateMany({ where: { id, version }, data: { ...belonging, name: draft.name, shows: draft.shows, version: { increment: 1 } } });
    if (count === 0) throw new Problem('request/stale');
    await this.events.record(tx, actor, 'saved_view.changed', id, { savedViewId: id, ...belonging });
  }

  async remove(tx: Tx, actor: StaffActor, id: string): Promise<{ ok: true }> {
    const { ownerId, teamId } = await this.demand(tx, actor, id);
    await tx.savedView.delete({ where: { id } });
    await this.events.record(tx, actor, 'saved_view.removed', id, { savedViewId: id, ownerId, teamId });
    return { ok: true };
  }

  /** What the caller's own deed has made of it. */
  async after(actor: StaffActor, id: string): Promise<SavedView> {
    return this.present(actor, await this.db.prisma.savedView.findUniqueOrThrow({ where: { id }, include: PARTS }));
  }

  private async present(actor: StaffActor, row: Row): Promise<SavedView> {
    const shows = ViewContent.parse(row.shows);
    const { count } = await this.lists.count(actor, shows, MOST_COUNTED);
    const may = mayChange(actor, row);
    return { id: row.id, name: row.name, scope: scopeOf(row), team: row.team, shows, count, version: row.version, can: { change: may, remove: may } };
  }

  /** The row under lock, when the caller may change it; another's reads as not there. */
  private async demand(tx: Tx, actor: StaffActor, id: string): Promise<Belonging> {
    await tx.$queryRaw`SELECT 1 FROM "SavedView" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const view = await tx.savedView.findUnique({ where: { id }, select: { ownerId: true, teamId: true } });
    if (!view || !mayRead(actor, view)) throw new Problem('resource/not_found');
    if (!mayChange(actor, view)) throw new Problem('permission/missing', { permission: neededFor(view) });
    return view;
  }

  private async claim(tx: Tx, actor: StaffActor, { scope, teamId }: SavedViewDraft): Promise<Belonging> {
    const belonging = { ownerId: scope === 'own' ? actor.id : null, teamId };
    if (!mayChange(actor, belonging)) throw new Problem('permission/missing', { permission: neededFor(belonging) });
    if (teamId !== null && (await tx.team.count({ where: { id: teamId } })) === 0)
      throw new Problem('request/invalid', undefined, { fields: [{ path: 'teamId', code: 'unknown' }] });
    return belonging;
  }
}
