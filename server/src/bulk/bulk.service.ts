import { Injectable } from '@nestjs/common';
import type { BulkChange, BulkChanges } from '#contracts/bulk.js';
import { MacroActions } from '#contracts/macros.js';
import { inReach } from '../accounts/reach.policy.js';
import type { StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Problem } from '../platform/problem.js';

const SHOWN = 10;
const FAILURES = 100;
const PARTS = { undoneBy: { select: { id: true }, take: 1 } } as const;

/** One's own changes of many tickets: how far they are, and what was refused. */
@Injectable()
export class BulkService {
  constructor(private readonly db: Database) {}

  async list(actor: StaffActor): Promise<BulkChanges> {
    const rows = await this.db.prisma.bulkChange.findMany({ where: { accountId: actor.id }, orderBy: { id: 'desc' }, take: SHOWN, select: { id: true } });
    return { items: await Promise.all(rows.map(({ id }) => this.one(actor, id))) };
  }

  /** @throws Problem resource/not_found: another's is nobody's */
  async one(actor: StaffActor, id: string): Promise<BulkChange> {
    const change = await this.db.prisma.bulkChange.findUnique({ where: { id }, include: PARTS });
    if (!change || change.accountId !== actor.id) throw new Problem('resource/not_found');
    const [groups, failed] = await Promise.all([
      this.db.prisma.bulkItem.groupBy({ by: ['state'], where: { changeId: id }, _count: true }),
      this.db.prisma.bulkItem.findMany({ where: { changeId: id, state: 'failed' }, orderBy: { ticketId: 'asc' }, take: FAILURES }),
    ]);
    const count = (state: string) => groups.find((group) => group.state === state)?._count ?? 0;
    const running = change.finishedAt === null;
    return {
      id,
      kind: change.undoOfId === null ? 'change' : 'undo',
      title: change.title,
      actions: MacroActions.parse(change.actions),
      state: running ? 'running' : change.stoppedAt ? 'stopped' : 'finished',
      total: change.total,
      done: count('done'),
      failed: count('failed'),
      failures: await this.failures(actor, failed),
      createdAt: change.createdAt.toISOString(),
      finishedAt: change.finishedAt?.toISOString() ?? null,
      can: { undo: !running && change.undoOfId === null && change.undoneBy.length === 0 && count('done') > 0, stop: running },
    };
  }

  private async failures(actor: StaffActor, items: readonly { ticketId: string; code: string | null; step: number | null }[]): Promise<BulkChange['failures']> {
    const tickets = await this.db.prisma.ticket.findMany({ where: { id: { in: items.map(({ ticketId }) => ticketId) } }, select: { id: true, number: true, teamId: true, assigneeId: true } });
    const seen = new Map(tickets.filter((ticket) => inReach(actor, ticket)).map(({ id, number }) => [id, number]));
    return items.map(({ ticketId, code, step }) => ({ ticketId, number: seen.get(ticketId) ?? null, code: code ?? 'server/fault', step }));
  }
}
