import { Injectable } from '@nestjs/common';
import { Remedy, Severity, type CustomerPromise, type TicketPromises } from '#contracts/promises.js';
import { type Actor, isStaff } from '../platform/actor.js';
import { Database, type Tx } from '../platform/db.js';
import { isRepeat } from '../platform/edge/idempotency.js';
import { Problem } from '../platform/problem.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { CallbackOwner } from './callback-owner.service.js';
import { PROMISE_INCLUDE } from './promise.record.js';
import { presentToCustomer, presentToStaff } from './promises.present.js';
import { isUnmet, UNMET } from './promise.rules.js';

const SHOWN = 50;

/** Reads: what is and was promised on a ticket. */
@Injectable()
export class PromisesService {
  constructor(private readonly db: Database, private readonly access: ConversationAccess, private readonly owners: CallbackOwner) {}

  /** @throws Problem conversation/not_found when it is missing or not for this person to see */
  async ofTicket(actor: Actor, ticketId: string): Promise<TicketPromises> {
    if (!isStaff(actor)) throw new Problem('permission/missing');
    await this.access.asStaff(actor, ticketId);
    return this.after(actor, ticketId);
  }

  /** What a person's own deed has made of them; a repeat of it shows only what its caller could see anyway. */
  async after(actor: Actor, ticketId: string): Promise<TicketPromises> {
    if (isStaff(actor) && isRepeat()) await this.access.asStaff(actor, ticketId);
    const [rows, complaint] = await Promise.all([
      this.db.prisma.answerPromise.findMany({ where: { ticketId }, include: PROMISE_INCLUDE, orderBy: { madeAt: 'desc' }, take: SHOWN }),
      this.db.prisma.complaint.findUnique({ where: { ticketId } }),
    ]);
    const ids = rows.flatMap((row) => [row.keptById, ...(row.callback?.attempts.map((attempt) => attempt.byId) ?? [])]).filter((id) => id !== null);
    const people = await this.db.prisma.account.findMany({ where: { id: { in: ids } }, select: { id: true, name: true, pictureUrl: true } });
    const byId = new Map(people.map((person) => [person.id, person]));
    const noteIds = rows.flatMap((row) => row.callback?.attempts.map(({ noteId }) => noteId) ?? []).filter((id) => id !== null);
    const notes = await this.db.prisma.message.findMany({ where: { id: { in: noteIds }, recalledAt: null }, select: { id: true, text: true } });
    const noted = new Map(notes.map(({ id, text }) => [id, text ?? '']));
    const owed = rows.find(({ callback, state }) => callback && isUnmet(state));
    const owner = owed ? await this.owners.of(this.db.prisma, owed.callback?.ownerId ?? null, owed.ticket) : null;
    return {
      items: rows.map((row) => presentToStaff(row, actor, { people: byId, notes: noted, owner })),
      complaint: complaint && { grievance: complaint.grievance, remedy: Remedy.parse(complaint.remedy), severity: Severity.parse(complaint.severity), createdAt: complaint.createdAt.toISOString() },
    };
  }

  async forCustomer(promiseId: string): Promise<CustomerPromise> {
    return presentToCustomer(await this.db.prisma.answerPromise.findUniqueOrThrow({ where: { id: promiseId }, include: { callback: true } }));
  }

  /** Whether something is owed on a ticket: then its customer does not wait in a queue. */
  async isOwed(tx: Tx, ticketId: string): Promise<boolean> {
    return (await tx.answerPromise.findFirst({ where: { ticketId, state: { in: [...UNMET] } }, select: { id: true } })) !== null;
  }
}
