import { Inject, Injectable } from '@nestjs/common';
import { type BulkDraft, MOST_IN_BULK } from '#contracts/bulk.js';
import { MacroActions } from '#contracts/macros.js';
import { MacrosService } from '../macros/macros.service.js';
import { TraitsService } from '../macros/traits.service.js';
import type { StaffActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { TicketListService } from '../tickets/ticket-list.service.js';

/** So many changes of one person may be under way. */
const MOST_RUNNING = 3;

/** Asking for a change of many tickets, for its undo, and for its end. The rows are written here and worked off elsewhere. */
@Injectable()
export class BulkAskingService {
  constructor(private readonly lists: TicketListService, private readonly macros: MacrosService, private readonly traits: TraitsService, private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  /** @throws Problem bulk/none, bulk/too_many, bulk/running, resource/not_found and request/stale for its macro, request/invalid for a step that nobody can mean */
  async ask(tx: Tx, actor: StaffActor, draft: BulkDraft): Promise<string> {
    await this.demandRoom(tx, actor);
    const macro = draft.macro ? await this.macros.readable(tx, actor, draft.macro.id, draft.macro.version) : null;
    await this.traits.demandMeant(tx, actor, draft.actions ?? []);
    const ticketIds = draft.matching ? await this.lists.matching(actor, draft.matching, MOST_IN_BULK + 1) : [...new Set(draft.ticketIds)];
    if (ticketIds.length === 0) throw new Problem('bulk/none');
    if (ticketIds.length > MOST_IN_BULK) throw new Problem('bulk/too_many', { most: MOST_IN_BULK });
    if (macro) await this.macros.countUse(tx, actor, macro.id);
    return this.keep(tx, actor, { title: macro?.title ?? null, actions: macro?.actions ?? draft.actions ?? [], undoOfId: null, ticketIds });
  }

  /** Takes back what a change of one's own replaced. @throws Problem resource/not_found, bulk/not_undoable, bulk/running */
  async undo(tx: Tx, actor: StaffActor, id: string): Promise<string> {
    const change = await this.hold(tx, actor, id);
    if (change.finishedAt === null || change.undoOfId !== null || (await tx.bulkChange.count({ where: { undoOfId: id } })) > 0) throw new Problem('bulk/not_undoable');
    await this.demandRoom(tx, actor);
    const done = await tx.bulkItem.findMany({ where: { changeId: id, state: 'done' }, select: { ticketId: true }, orderBy: { ticketId: 'asc' } });
    if (done.length === 0) throw new Problem('bulk/not_undoable');
    return this.keep(tx, actor, { title: change.title, actions: change.actions, undoOfId: id, ticketIds: done.map(({ ticketId }) => ticketId) });
  }

  /** What is not done yet stays undone. @throws Problem resource/not_found */
  async stop(tx: Tx, actor: StaffActor, id: string): Promise<void> {
    const change = await this.hold(tx, actor, id);
    if (change.finishedAt !== null) return;
    const now = this.clock.now();
    await tx.bulkChange.update({ where: { id }, data: { stoppedAt: now, finishedAt: now } });
    await this.events.record(tx, actor, 'bulk_change.stopped', id, { bulkChangeId: id, accountId: actor.id, total: change.total });
  }

  /** The change under lock; another's reads as not there. */
  private async hold(tx: Tx, actor: StaffActor, id: string) {
    await tx.$queryRaw`SELECT 1 FROM "BulkChange" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const change = await tx.bulkChange.findUnique({ where: { id } });
    if (!change || change.accountId !== actor.id) throw new Problem('resource/not_found');
    return { ...change, actions: MacroActions.parse(change.actions) };
  }

  private async demandRoom(tx: Tx, actor: StaffActor): Promise<void> {
    // The account's row is the lock: two requests of one person count one after the other.
    await tx.$queryRaw`SELECT 1 FROM "Account" WHERE "id" = ${actor.id}::uuid FOR NO KEY UPDATE`;
    if ((await tx.bulkChange.count({ where: { accountId: actor.id, finishedAt: null } })) >= MOST_RUNNING) throw new Problem('bulk/running', { most: MOST_RUNNING });
  }

  private async keep(tx: Tx, actor: StaffActor, { ticketIds, ...deed }: { title: string | null; actions: MacroActions; undoOfId: string | null; ticketIds: string[] }): Promise<string> {
    const id = newId();
    const total = ticketIds.length;
    await tx.bulkChange.create({ data: { id, accountId: actor.id, permissions: [...actor.permissions], total, createdAt: this.clock.now(), ...deed } });
    // What is not there gets a row as well: it is reported like what one may not see.
    await tx.$executeRaw`INSERT INTO "BulkItem" ("changeId", "ticketId", "seenSeq") SELECT ${id}::uuid, wanted, coalesce(t."staffHead", 0)
      FROM unnest(${ticketIds}::uuid[]) wanted LEFT JOIN "Timeline" t ON t."ticketId" = wanted`;
    await this.events.record(tx, actor, 'bulk_change.asked', id, { bulkChangeId: id, accountId: actor.id, total });
    return id;
  }
}
