import { Injectable } from '@nestjs/common';
import type { TicketCalls } from '#contracts/calls.js';
import { CallDirection, CallResult } from '#contracts/promises.js';
import { numberFor } from '../customers/contact.policy.js';
import type { StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { isRepeat } from '../platform/edge/idempotency.js';
import { showPhone } from '../promises/phone.rules.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { MergedTalk } from '../tickets/merged-talk.service.js';

const SHOWN = 50;

/** Reads: the telephone calls of a ticket. */
@Injectable()
export class CallsService {
  constructor(private readonly db: Database, private readonly access: ConversationAccess, private readonly merged: MergedTalk) {}

  /** @throws Problem conversation/not_found when it is missing or not for this person to see */
  async ofTicket(actor: StaffActor, ticketId: string): Promise<TicketCalls> {
    await this.access.asStaff(actor, ticketId);
    return this.shown(actor, ticketId);
  }

  /** What a person's own deed has made of them; a repeat of it shows only what its caller could see anyway. */
  async after(actor: StaffActor, ticketId: string): Promise<TicketCalls> {
    return isRepeat() ? this.ofTicket(actor, ticketId) : this.shown(actor, ticketId);
  }

  private async shown(actor: StaffActor, ticketId: string): Promise<TicketCalls> {
    // Also those of what was merged into it: who calls there is called about the same matter.
    const whole = await this.merged.wholeWhere(actor, ticketId);
    const [calls, ticket] = await Promise.all([
      this.db.prisma.phoneCall.findMany({ where: { ticket: whole }, orderBy: { id: 'desc' }, take: SHOWN, include: { ticket: { select: { id: true, number: true } } } }),
      this.db.prisma.ticket.findUniqueOrThrow({ where: { id: ticketId }, select: { state: true } }),
    ]);
    const [people, notes] = await Promise.all([
      this.db.prisma.account.findMany({ where: { id: { in: calls.map(({ byId }) => byId) } }, select: { id: true, name: true, pictureUrl: true } }),
      this.db.prisma.message.findMany({ where: { id: { in: calls.flatMap(({ noteId }) => noteId ?? []) }, recalledAt: null }, select: { id: true, text: true } }),
    ]);
    return {
      items: calls.map((call) => ({
        id: call.id,
        at: call.createdAt.toISOString(),
        by: people.find(({ id }) => id === call.byId) ?? null,
        direction: CallDirection.parse(call.direction),
        result: CallResult.parse(call.result),
        number: call.number === null ? null : numberFor(actor, showPhone(call.number)),
        note: call.noteId === null ? call.note : (notes.find(({ id }) => id === call.noteId)?.text ?? null),
        opened: call.opened,
        from: call.ticketId === ticketId ? null : call.ticket,
        nextDueAt: call.nextDueAt?.toISOString() ?? null,
      })),
      can: { record: ticket.state !== 'closed' && actor.permissions.has('ticket.reply') },
    };
  }
}
