import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Callers, CallersQuery } from '#contracts/calls.js';
import { ORDER_FIELD } from '#contracts/calls.rules.js';
import { TicketState } from '#contracts/tickets.js';
import type { Prisma } from '#prisma/generated/client.js';
import { reachWhere } from '../accounts/reach.policy.js';
import { seesContact } from '../customers/contact.policy.js';
import type { Actor } from '../platform/actor.js';
import { Database, type Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { numbersMeant, readPhone, showPhone } from '../promises/phone.rules.js';
import { UNMET } from '../promises/promise.rules.js';
import type { KnownPerson } from '../tickets/ticket-opening.service.js';
import { mayOpenFor, peopleOf, type Person } from './caller.rules.js';

type Reads = Pick<Prisma.TransactionClient, 'customerIdentity' | 'callback' | 'answerPromise' | 'phoneCall' | 'ticket'>;
/** So many of the latest rows with a number are looked at, of each kind. */
const MOST = 100;
const MOST_PEOPLE = 8;
const MOST_TICKETS = 5;
const PERSON = { id: true, customerId: true, visitorId: true, channelId: true, customer: { select: { name: true } }, visitor: { select: { name: true } } } as const;

/** Who it is that calls, by the number: as far as the reader may see that number, and the tickets that lead from it to a person. */
@Injectable()
export class CallersService {
  constructor(private readonly db: Database) {}

  async of(actor: Actor, { number, zone }: z.infer<typeof CallersQuery>): Promise<z.infer<typeof Callers>> {
    const calendars = await this.db.prisma.calendar.findMany({ select: { zone: true }, distinct: ['zone'], orderBy: { zone: 'asc' } });
    const numbers = numbersMeant(number, [...(zone === undefined ? [] : [zone]), ...calendars.map((calendar) => calendar.zone)]);
    const [first] = numbers;
    const read = readPhone(number, zone ?? null);
    const meant = { number: first ?? null, shown: first === undefined ? null : showPhone(first), fault: first === undefined && 'fault' in read ? read.fault : null };
    // Whoever may not see numbers cannot ask after them either.
    if (!seesContact(actor) || numbers.length === 0) return { ...meant, items: [] };
    const { people } = await this.known(this.db.prisma, actor, numbers);
    const tickets = await this.ticketsOf(actor, people);
    return { ...meant, items: people.map((person) => ({ id: person.id, name: person.name, proof: person.proof, can: { openFor: mayOpenFor(person) }, tickets: tickets(person) })) };
  }

  /** The one of them whom a new ticket is for. @throws Problem resource/not_found for whom the number does not name, or only by what he claimed */
  async choose(tx: Tx, actor: Actor, number: string, personId: string): Promise<KnownPerson & { readonly name: string | null }> {
    const { people, tickets } = seesContact(actor) ? await this.known(tx, actor, [number]) : { people: [], tickets: [] };
    const person = people.find(({ id }) => id === personId);
    if (!person || !mayOpenFor(person)) throw new Problem('resource/not_found');
    if (person.kind === 'customer') return { channelId: null, visitorId: null, customerId: person.id, name: person.name };
    const channelId = tickets.find(({ visitorId }) => visitorId === person.id)?.channelId ?? null;
    return { channelId, visitorId: person.id, customerId: null, name: person.name };
  }

  private async known(db: Reads, actor: Actor, numbers: readonly string[]): Promise<{ people: Person[]; tickets: { visitorId: string | null; channelId: string }[] }> {
    const among = { in: [...numbers] };
    const latest = { take: MOST, orderBy: { id: 'desc' } } as const;
    const [identities, callbacks, promises, calls] = await Promise.all([
      db.customerIdentity.findMany({ where: { kind: 'phone', value: among }, select: { customerId: true, proof: true }, ...latest }),
      db.callback.findMany({ where: { number: among }, select: { promise: { select: { ticketId: true } } }, take: MOST, orderBy: { promiseId: 'desc' } }),
      db.answerPromise.findMany({ where: { phone: among }, select: { ticketId: true }, ...latest }),
      db.phoneCall.findMany({ where: { number: among }, select: { ticketId: true, names: true }, ...latest }),
    ]);
    const ids = [...callbacks.map(({ promise }) => promise.ticketId), ...promises.map(({ ticketId }) => ticketId), ...calls.map(({ ticketId }) => ticketId)];
    const tickets = await db.ticket.findMany({
      where: { AND: [reachWhere(actor), { spamAt: null }, { OR: [{ id: { in: ids } }, { customerId: { in: identities.map(({ customerId }) => customerId) } }] }] },
      select: PERSON,
      ...latest,
    });
    const proven = new Set(identities.filter(({ proof }) => proof !== 'claimed').map(({ customerId }) => customerId));
    const named = new Set(calls.filter((call) => call.names).map(({ ticketId }) => ticketId));
    const traces = tickets.map(({ id, customerId, visitorId, customer, visitor }) => ({ ticketId: id, customerId, visitorId, customerName: customer?.name ?? null, visitorName: visitor?.name ?? null }));
    return { people: peopleOf(traces, { proven, named }).slice(0, MOST_PEOPLE), tickets };
  }

  /** The latest tickets of each of them that the reader may see. */
  private async ticketsOf(actor: Actor, people: readonly Person[]) {
    const ids = people.map(({ id }) => id);
    const rows = await this.db.prisma.ticket.findMany({
      where: { AND: [reachWhere(actor), { spamAt: null }, { OR: [{ customerId: { in: ids } }, { customerId: null, visitorId: { in: ids } }] }] },
      orderBy: { id: 'desc' },
      take: MOST_PEOPLE * MOST_TICKETS * 2,
      select: {
        id: true, number: true, subject: true, state: true, createdAt: true, customerId: true, visitorId: true, timeline: { select: { preview: true, lastMessageAt: true } },
        fields: { where: { field: { key: ORDER_FIELD, retiredAt: null, ...(actor.permissions.has('field.read_hidden') ? {} : { hidden: false }) } }, select: { text: true }, take: 1 },
        promises: { where: { kind: 'callback', state: { in: [...UNMET] } }, select: { dueAt: true }, take: 1 },
      },
    });
    return ({ id }: Person) =>
      rows
        .filter((row) => (row.customerId ?? row.visitorId) === id)
        .slice(0, MOST_TICKETS)
        .map((row) => ({
          id: row.id, number: row.number, subject: row.subject, state: TicketState.parse(row.state), preview: row.timeline?.preview ?? '',
          lastMessageAt: (row.timeline?.lastMessageAt ?? row.createdAt).toISOString(), order: row.fields[0]?.text ?? null, callbackDueAt: row.promises[0]?.dueAt?.toISOString() ?? null,
        }));
  }
}
