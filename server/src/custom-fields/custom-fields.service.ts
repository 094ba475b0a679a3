import { Injectable } from '@nestjs/common';
import type { FieldValues } from '#contracts/common.js';
import type { CustomField, CustomFields, TicketFields, TicketTraits, TicketTraitsQuery } from '#contracts/custom-fields.js';
import { type FieldSubject, missingFields, shownFields } from '#contracts/custom-fields.rules.js';
import { TicketType } from '#contracts/tickets.js';
import { reachWhere } from '../accounts/reach.policy.js';
import type { Actor, StaffActor } from '../platform/actor.js';
import { Database, type Tx } from '../platform/db.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { readField } from './custom-field.record.js';
import { mayRead, readsHidden } from './custom-fields.policy.js';
import { valuesOf } from './field-rows.rules.js';

const SUBJECT = { id: true, type: true, teamId: true, channelId: true, tags: true, version: true } as const;

/** What tickets are asked for, and what stands there. Every read is the reader's: hidden fields are not there for others. */
@Injectable()
export class CustomFieldsService {
  constructor(private readonly db: Database, private readonly access: ConversationAccess) {}

  async list(actor: Actor): Promise<CustomFields> {
    const manage = actor.permissions.has('field.manage');
    const all = await this.all(this.db.prisma);
    // Whoever makes fields has to know of all; what stands in hidden ones he reads by the other right alone.
    return { items: manage ? all : all.filter((field) => mayRead(actor, field)), can: { manage } };
  }

  /** The fields that this reader knows of, in their order; retired ones too. */
  async readable(db: Tx, actor: Actor): Promise<CustomField[]> {
    return (await this.all(db)).filter((field) => mayRead(actor, field));
  }

  /** Keys of the fields that are not there for this reader. */
  async hiddenFrom(db: Tx, actor: Actor): Promise<ReadonlySet<string>> {
    if (readsHidden(actor)) return new Set();
    return new Set((await db.customField.findMany({ where: { hidden: true }, select: { key: true } })).map(({ key }) => key));
  }

  async all(db: Tx): Promise<CustomField[]> {
    return (await db.customField.findMany({ orderBy: [{ position: 'asc' }, { id: 'asc' }] })).map(readField);
  }

  /** What this reader sees in the fields of some tickets; rights to the tickets are the caller's to check. */
  async valuesOf(db: Tx, actor: Actor, ticketIds: readonly string[], fields?: readonly CustomField[]): Promise<ReadonlyMap<string, FieldValues>> {
    const known = fields ?? (await this.readable(db, actor));
    const rows = await db.ticketFieldValue.findMany({ where: { ticketId: { in: [...ticketIds] }, fieldId: { in: known.map(({ id }) => id) } } });
    const byTicket = new Map<string, typeof rows>(ticketIds.map((id) => [id, []]));
    for (const row of rows) byTicket.get(row.ticketId)?.push(row);
    return new Map([...byTicket].map(([id, held]) => [id, valuesOf(known, held)]));
  }

  /** What a page of a list shows beside its rows: read by key, and no field where none is asked for. */
  async ofList(actor: StaffActor, { tickets, fields = [] }: TicketTraitsQuery): Promise<TicketTraits> {
    const rows = await this.db.prisma.ticket.findMany({ where: { AND: [{ id: { in: tickets } }, reachWhere(actor)] }, select: { id: true, subStateId: true } });
    const known = fields.length === 0 ? [] : (await this.readable(this.db.prisma, actor)).filter(({ key }) => fields.includes(key));
    const values = known.length === 0 ? new Map<string, FieldValues>() : await this.valuesOf(this.db.prisma, actor, rows.map(({ id }) => id), known);
    return { items: rows.map(({ id, subStateId }) => ({ id, subStateId, values: values.get(id) ?? {} })) };
  }

  /** @throws Problem conversation/not_found when the ticket is missing or not for this person to see */
  async ofTicket(actor: StaffActor, ticketId: string): Promise<TicketFields> {
    await this.access.asStaff(actor, ticketId);
    return this.standing(this.db.prisma, actor, ticketId);
  }

  /** The same without looking at rights to the ticket. */
  async standing(db: Tx, actor: Actor, ticketId: string): Promise<TicketFields> {
    const fields = await this.readable(db, actor);
    const { subject, version } = await this.subject(db, actor, ticketId, fields);
    const keys = (some: readonly CustomField[]) => some.map(({ key }) => key);
    const { channelId, values } = subject;
    return { values: { ...values }, shown: keys(shownFields(fields, subject)), missing: keys(missingFields(fields, subject)), channelId, version };
  }

  /** What conditions are asked of, as this reader sees it. */
  async subject(db: Tx, actor: Actor, ticketId: string, fields: readonly CustomField[]): Promise<{ subject: FieldSubject & { values: FieldValues }; version: number }> {
    const [{ type, teamId, channelId, tags, version }, values] = await Promise.all([
      db.ticket.findUniqueOrThrow({ where: { id: ticketId }, select: SUBJECT }),
      this.valuesOf(db, actor, [ticketId], fields),
    ]);
    return { subject: { type: TicketType.parse(type), teamId, channelId, tags, values: values.get(ticketId) ?? {} }, version };
  }
}
