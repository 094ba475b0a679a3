import { Injectable } from '@nestjs/common';
import type { MacroActions } from '#contracts/macros.js';
import { MacroRunService } from '../macros/macro-run.service.js';
import type { StaffActor } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { BulkFactsService } from './bulk-facts.service.js';
import { BulkUndoService } from './bulk-undo.service.js';
import { keysIn } from './undo.rules.js';

export interface Change {
  readonly id: string;
  readonly undoOfId: string | null;
  readonly actions: MacroActions;
}
interface Taken {
  readonly ticketId: string;
  readonly seenSeq: number;
}

/** One ticket of a change, in the caller's transaction: taken, done, and what stood there before kept. */
@Injectable()
export class BulkItemService {
  constructor(private readonly runs: MacroRunService, private readonly undos: BulkUndoService, private readonly facts: BulkFactsService) {}

  /** The next ticket that nobody works on. Null: none is left, or others have them. */
  async next(tx: Tx, changeId: string): Promise<Taken | null> {
    const [taken] = await tx.$queryRaw<Taken[]>`SELECT "ticketId", "seenSeq" FROM "BulkItem" WHERE "changeId" = ${changeId}::uuid AND "state" = 'waiting'
      ORDER BY "attempts", "ticketId" LIMIT 1 FOR UPDATE SKIP LOCKED`;
    return taken ?? null;
  }

  /** @throws Problem those of the steps; nothing of this ticket is done then */
  async perform(tx: Tx, actor: StaffActor, change: Change, { ticketId, seenSeq }: Taken): Promise<void> {
    const key = { changeId_ticketId: { changeId: change.id, ticketId } };
    if (change.undoOfId !== null) {
      const code = await this.undos.takeBack(tx, actor, change.undoOfId, ticketId);
      await tx.bulkItem.update({ where: key, data: { state: code === null ? 'done' : 'failed', code } });
      return;
    }
    const keys = keysIn(change.actions);
    const before = await this.facts.of(tx, ticketId, keys);
    await this.runs.perform(tx, actor, ticketId, { actions: change.actions, runId: `${change.id}:${ticketId}`, seenSeq });
    const after = await this.facts.of(tx, ticketId, keys);
    await tx.bulkItem.update({ where: key, data: { state: 'done', ...(before && after ? { before, after } : {}) } });
  }
}
