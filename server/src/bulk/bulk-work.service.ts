import { setTimeout as rest } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { MacroActions } from '#contracts/macros.js';
import { StaffDoorkeeper } from '../accounts/staff.authenticator.js';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Log } from '../platform/log.js';
import { asProblem, Problem } from '../platform/problem.js';
import { BulkItemService } from './bulk-item.service.js';

/** A ticket that fails for a reason nobody foresaw is tried so often. */
const MOST_ATTEMPTS = 3;

/** Works changes off, one ticket a transaction. Whoever works and dies holds nothing: the rows say what is left. */
@Injectable()
export class BulkWorkService {
  constructor(
    private readonly db: Database,
    private readonly items: BulkItemService,
    private readonly people: StaffDoorkeeper,
    private readonly events: Events,
    private readonly log: Log,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** At most so many tickets of one change, at once. The sweep does the rest, also where this breaks off: the change is asked for and stands. */
  async workOff(changeId: string, most: number): Promise<void> {
    try {
      for (let count = 0; count < most; count += 1) if (!(await this.step(changeId))) return;
      await this.db.transaction(async (tx) => this.finish(tx, await tx.bulkChange.findUniqueOrThrow({ where: { id: changeId } })));
    } catch (fault) {
      this.log.warn({ fault, changeId }, 'a bulk change goes on later');
    }
  }

  /**
   * A turn of the sweep: a ticket of each change after the other, and after each as much rest as it took, so that
   * whoever works by hand meanwhile waits for nothing.
   */
  async turn(forMs: number): Promise<void> {
    const until = performance.now() + forMs;
    let running = await this.running();
    while (running.length > 0 && performance.now() < until) {
      const left: string[] = [];
      for (const changeId of running) {
        const began = performance.now();
        if (await this.step(changeId)) left.push(changeId);
        await rest(performance.now() - began);
      }
      running = left;
    }
  }

  private async running(): Promise<string[]> {
    const changes = await this.db.prisma.bulkChange.findMany({ where: { finishedAt: null }, select: { id: true }, orderBy: { id: 'asc' }, take: 20 });
    return changes.map(({ id }) => id);
  }

  /** One ticket. @returns whether the change goes on */
  private async step(changeId: string): Promise<boolean> {
    const change = await this.db.prisma.bulkChange.findUnique({ where: { id: changeId } });
    if (!change || change.finishedAt !== null) return false;
    const today = await this.people.byAccount(change.accountId);
    const then = new Set(change.permissions);
    const actor = today && { ...today, permissions: new Set([...today.permissions].filter((permission) => then.has(permission))) };
    let ticketId: string | null = null;
    try {
      return await this.db.transaction(async (tx) => {
        const item = await this.items.next(tx, changeId);
        if (item === null) return this.finish(tx, change);
        ({ ticketId } = item);
        if (!actor) throw new Problem('permission/missing');
        await this.items.perform(tx, actor, { id: changeId, undoOfId: change.undoOfId, actions: MacroActions.parse(change.actions) }, item);
        return true;
      });
    } catch (fault) {
      const problem = asProblem(fault);
      if (ticketId === null || problem.code === 'server/unavailable') throw fault;
      if (problem.code === 'server/fault') this.log.error({ fault, changeId, ticketId }, 'a ticket of a bulk change failed');
      await this.fail(changeId, ticketId, problem);
      return true;
    }
  }

  /** Nothing waits any more. What another process has in hand will come here again. */
  private async finish(tx: Tx, change: { id: string; accountId: string; total: number }): Promise<boolean> {
    const held = await tx.bulkItem.count({ where: { changeId: change.id, state: 'waiting' } });
    if (held > 0) return false;
    const { count } = await tx.bulkChange.updateMany({ where: { id: change.id, finishedAt: null }, data: { finishedAt: this.clock.now() } });
    if (count > 0) await this.events.record(tx, SYSTEM, 'bulk_change.finished', change.id, { bulkChangeId: change.id, accountId: change.accountId, total: change.total });
    return false;
  }

  private async fail(changeId: string, ticketId: string, problem: Problem): Promise<void> {
    const { step, code } = problem.code === 'macro/step_failed' ? (problem.data ?? {}) : { step: null, code: problem.code };
    const why = { code: typeof code === 'string' ? code : problem.code, step: typeof step === 'number' ? step : null };
    const final = problem.code === 'server/fault' ? { attempts: { gte: MOST_ATTEMPTS - 1 } } : {};
    const where = { changeId, ticketId, state: 'waiting' };
    await this.db.prisma.bulkItem.updateMany({ where: { ...where, ...final }, data: { state: 'failed', ...why } });
    if (problem.code === 'server/fault') await this.db.prisma.bulkItem.updateMany({ where, data: { attempts: { increment: 1 } } });
  }
}
