import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { DueKind } from '#contracts/tickets.js';
import type { TicketClock } from '#prisma/generated/client.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { TicketLockService } from '../tickets/ticket-lock.service.js';
import { readDue, type ReadDue, type ReadPolicy } from './due.record.js';
import { type DueRulebook, DueRulebooks, type TeamHours } from './due-rulebook.service.js';
import { deedsOf, type DueRow, dueRow, soonest } from './due-rows.rules.js';
import { type DueFacts, DueFactsService } from './due-facts.service.js';
import { owedOn } from './owed.rules.js';
import { pausesOf } from './pauses.rules.js';
import { minutesFor, policyFor } from './policy.rules.js';

const same = (a: Date | null | undefined, b: Date | null | undefined): boolean => a?.getTime() === b?.getTime();

/**
 * Keeps the due times of a ticket. One verb counts everything anew from rows under the ticket's lock, so it does not
 * matter what called for it, how often, or in which order.
 */
@Injectable()
export class DueTimesService {
  constructor(
    private readonly lock: TicketLockService,
    private readonly facts: DueFactsService,
    private readonly rulebooks: DueRulebooks,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Counts the due times of a ticket, and tells what has become of them: warned of, broken, met, or moved. */
  async count(tx: Tx, actor: Actor, ticketId: string, shared: DueRulebook = this.rulebooks.open()): Promise<void> {
    if ((await shared.policies(tx)).length === 0 && !(await tx.ticketClock.findUnique({ where: { ticketId } }))) return;
    await this.lock.hold(tx, ticketId);
    const known = await tx.ticketClock.findUnique({ where: { ticketId } });
    // Before anything is read: a mark that is set after this stays, and whoever sets it sees what was counted.
    if (known?.talked || known?.stale) await tx.ticketClock.updateMany({ where: { ticketId }, data: { talked: false, stale: false } });
    const facts = await this.facts.of(tx, ticketId);
    if (!facts) return;
    // What is stale is so by a newer policy or newer hours than those that were read for the others.
    const rulebook = known?.stale ? this.rulebooks.open() : shared;
    const policies = await rulebook.policies(tx);
    const before = (await tx.ticketDue.findMany({ where: { ticketId } })).map(readDue);
    const policy = policyFor(policies, facts);
    const rows = policy && facts.spamAt === null ? await this.rows(tx, facts, policy, before, await rulebook.hoursOf(tx, facts.teamId)) : [];
    await this.keep(tx, ticketId, before, rows);
    const moved = await this.show(tx, facts, policy?.id ?? null, rows, known);
    await this.tell(tx, actor, facts, before, rows, moved);
  }

  private async rows(tx: Tx, facts: DueFacts, policy: ReadPolicy, before: readonly ReadDue[], hours: TeamHours): Promise<DueRow[]> {
    const earlier = before.find(({ kind }) => kind === 'next_answer');
    const wait = earlier && { startedAt: earlier.startedAt, answeredAt: earlier.metAt ?? (await this.facts.answeredAfter(tx, facts.id, earlier.startedAt)) };
    const owed = owedOn(facts, wait ?? null);
    const setting = {
      policy: { id: policy.id, name: policy.name, version: policy.version },
      priority: facts.priority,
      ...hours,
      pauses: pausesOf(facts.moves, facts.state, facts.stateSince, policy.pausesOnHold),
    };
    return DueKind.options.flatMap((kind) => {
      const minutes = minutesFor(policy.targets, facts.priority, kind);
      return minutes === null || !owed[kind] ? [] : [dueRow({ kind, minutes, owed: owed[kind] }, setting, this.clock.now())];
    });
  }

  private async keep(tx: Tx, ticketId: string, before: readonly ReadDue[], rows: readonly DueRow[]): Promise<void> {
    const gone = before.filter((row) => !rows.some(({ kind }) => kind === row.kind)).map(({ kind }) => kind);
    if (gone.length > 0) await tx.ticketDue.deleteMany({ where: { ticketId, kind: { in: gone } } });
    for (const row of rows) if (!before.some((known) => isDeepStrictEqual(known, { ...known, ...row }))) await tx.ticketDue.upsert({ where: { ticketId_kind: { ticketId, kind: row.kind } }, create: { ticketId, ...row }, update: row });
  }

  /** What lists show; true when that is something else than before. */
  private async show(tx: Tx, { id, waitingSince, firstStaffAt }: DueFacts, policyId: string | null, rows: readonly DueRow[], known: TicketClock | null): Promise<boolean> {
    const next = soonest(rows);
    const shown = { kind: next?.kind ?? null, state: next?.state ?? null, dueAt: next?.dueAt ?? null, warnAt: next?.warnAt ?? null, breached: next?.breachedAt != null, leftSeconds: next?.leftSeconds ?? null };
    const urgent = rows.some((row) => row.state === 'running' && (row.warnedAt !== null || row.breachedAt !== null));
    const data = { ...shown, policyId, urgent, waitingSince, firstStaffAt, readAt: this.clock.now() };
    await tx.ticketClock.upsert({ where: { ticketId: id }, create: { ticketId: id, ...data }, update: data });
    return (known?.kind ?? null) !== shown.kind || (known?.state ?? null) !== shown.state || !same(known?.dueAt, shown.dueAt);
  }

  private async tell(tx: Tx, actor: Actor, { id: ticketId, teamId, assigneeId }: DueFacts, before: readonly ReadDue[], rows: readonly DueRow[], moved: boolean): Promise<void> {
    let told = false;
    for (const row of rows) {
      for (const deed of deedsOf(before.find(({ kind }) => kind === row.kind), row)) {
        await this.events.record(tx, actor, `due.${deed}`, ticketId, { ticketId, teamId, assigneeId, kind: row.kind });
        told = true;
      }
    }
    if (moved && !told) await this.events.record(tx, actor, 'due.moved', ticketId, { ticketId, teamId, assigneeId });
  }
}
