import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FieldValue } from '#contracts/common.js';
import type { TicketFields, TicketFieldsChange } from '#contracts/custom-fields.js';
import { missingFields, sameValue, valueAt } from '#contracts/custom-fields.rules.js';
import { Prisma } from '#prisma/generated/client.js';
import { type Actor, isStaff } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import { SolveGates } from '../tickets/solve-gates.js';
import { type LockedTicket, TicketLockService } from '../tickets/ticket-lock.service.js';
import { CustomFieldsService } from './custom-fields.service.js';
import { type Change, codeOf, type FieldWish, judge } from './field-changes.rules.js';
import { rowsOf } from './field-rows.rules.js';

type Held = Pick<LockedTicket, 'id' | 'teamId' | 'assigneeId'>;

/** Puts values into fields of tickets, and holds back what is solved while something is still asked for. */
@Injectable()
export class FieldSettingService implements OnModuleInit {
  constructor(private readonly fields: CustomFieldsService, private readonly lock: TicketLockService, private readonly gates: SolveGates, private readonly events: Events) {}

  onModuleInit(): void {
    this.gates.add((tx, actor, ticket) => this.demandFilled(tx, actor, ticket));
  }

  /** @throws Problem conversation/not_found, request/invalid, ticket/facts_crossed { winner, fields } */
  async set(tx: Tx, actor: Actor, ticketId: string, { values, version }: TicketFieldsChange): Promise<TicketFields> {
    await this.setHeld(tx, actor, await this.lock.forStaff(tx, actor, ticketId), values, version);
    return this.fields.standing(tx, actor, ticketId);
  }

  /**
   * The same on a ticket that the caller holds; without a version whatever it is now is written over.
   * What an actor may not read is for him no field at all.
   */
  async setHeld(tx: Tx, actor: Actor, ticket: Held, wish: FieldWish, seenVersion?: number): Promise<void> {
    const { changes, faults, version } = await this.weigh(tx, actor, ticket.id, wish);
    if (faults.length > 0) throw new Problem('request/invalid', undefined, { fields: faults.map(({ key, code }) => ({ path: `values.${key}`, code })) });
    if (changes.length === 0) return;
    if (seenVersion !== undefined && seenVersion !== version) await this.demandUncrossed(tx, actor, ticket.id, changes, seenVersion);
    await this.write(tx, actor, ticket, changes, version);
  }

  /** One field, for whoever is not at a form: a step of a macro or a rule. @throws Problem field/gone, field/not_shown, field/value_unfit */
  async putHeld(tx: Tx, actor: Actor, ticket: Held, key: string, value: FieldValue | null): Promise<void> {
    const { changes, faults: [fault], version } = await this.weigh(tx, actor, ticket.id, { [key]: value });
    if (fault) throw new Problem(codeOf(fault), { key });
    if (changes.length > 0) await this.write(tx, actor, ticket, changes, version);
  }

  /**
   * Puts back what stood there once, as it was: that a field was retired since, an option taken away or a condition changed is no reason to lose it.
   * @throws Problem permission/missing for a field that is hidden from the actor by now
   */
  async putBackHeld(tx: Tx, actor: Actor, ticket: Held, wish: FieldWish): Promise<void> {
    const known = await this.fields.readable(tx, actor);
    const { subject, version } = await this.fields.subject(tx, actor, ticket.id, known);
    const changes = Object.entries(wish).flatMap(([key, after]) => {
      const field = known.find((one) => one.key === key);
      if (!field) throw new Problem('permission/missing', { permission: 'field.read_hidden' });
      const before = valueAt(subject.values, key) ?? null;
      return sameValue(before, after) ? [] : [{ field, before, after }];
    });
    if (changes.length > 0) await this.write(tx, actor, ticket, changes, version);
  }

  /** Puts what can be put, for what the desk fills in by itself: an organisation may have retired a field, or ask for it elsewhere. */
  async fillHeld(tx: Tx, actor: Actor, ticket: Held, wish: FieldWish): Promise<void> {
    const { faults } = await this.weigh(tx, actor, ticket.id, wish);
    const refused = new Set(faults.map(({ key }) => key));
    const { changes, version } = await this.weigh(tx, actor, ticket.id, Object.fromEntries(Object.entries(wish).filter(([key]) => !refused.has(key))));
    if (changes.length > 0) await this.write(tx, actor, ticket, changes, version);
  }

  private async weigh(tx: Tx, actor: Actor, ticketId: string, wish: FieldWish) {
    const known = await this.fields.readable(tx, actor);
    const { subject, version } = await this.fields.subject(tx, actor, ticketId, known);
    return { ...judge(known, subject, wish), version };
  }

  private async write(tx: Tx, actor: Actor, ticket: Held, changes: readonly Change[], version: number): Promise<void> {
    const fieldIds = changes.map(({ field }) => field.id);
    await tx.ticketFieldValue.deleteMany({ where: { ticketId: ticket.id, fieldId: { in: fieldIds } } });
    const rows = changes.flatMap(({ field, after }) => (after === null ? [] : rowsOf(field.kind, after).map((row) => ({ ...row, ticketId: ticket.id, fieldId: field.id }))));
    await tx.ticketFieldValue.createMany({ data: rows });
    await tx.ticket.update({ where: { id: ticket.id }, data: { version: { increment: 1 } } });
    const keys = (hidden: boolean) => changes.flatMap(({ field }) => (field.hidden === hidden ? [field.key] : []));
    const eventId = await this.events.record(tx, actor, 'ticket.fields_changed', ticket.id, {
      ticketId: ticket.id, teamId: ticket.teamId, assigneeId: ticket.assigneeId, keys: keys(false), hidden: keys(true), version: version + 1,
    });
    await tx.ticketFieldChange.createMany({
      data: changes.map(({ field, before, after }) => ({
        eventId, ticketId: ticket.id, fieldId: field.id, version: version + 1, byId: actor.id, before: before ?? Prisma.DbNull, after: after ?? Prisma.DbNull,
      })),
    });
  }

  /** @throws Problem ticket/fields_missing { keys }: what a person may fill in and has to, before the ticket is done */
  private async demandFilled(tx: Tx, actor: Actor, ticket: LockedTicket): Promise<void> {
    if (!isStaff(actor)) return;
    const known = await this.fields.readable(tx, actor);
    if (known.every(({ required }) => required === 'never')) return;
    const { subject } = await this.fields.subject(tx, actor, ticket.id, known);
    const missing = missingFields(known, subject);
    if (missing.length > 0) throw new Problem('ticket/fields_missing', { keys: missing.map(({ key }) => key) });
  }

  /** Somebody else changed the same since: who writes over what he never saw is told instead. */
  private async demandUncrossed(tx: Tx, actor: Actor, ticketId: string, changes: readonly Change[], seenVersion: number): Promise<void> {
    const later = await tx.ticketFieldChange.findMany({
      where: { ticketId, version: { gt: seenVersion }, fieldId: { in: changes.map(({ field }) => field.id) }, OR: [{ byId: null }, { byId: { not: actor.id } }] },
      orderBy: { version: 'desc' },
      select: { byId: true, field: { select: { key: true } } },
    });
    const [last] = later;
    if (!last) return;
    const winner = last.byId ? await tx.account.findUnique({ where: { id: last.byId }, select: { id: true, name: true } }) : null;
    throw new Problem('ticket/facts_crossed', { winner, fields: [...new Set(later.map(({ field }) => field.key))] });
  }
}
