import { Injectable } from '@nestjs/common';
import type { MacroAction } from '#contracts/macros.js';
import type { StaffActor } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import type { Around, Standing } from './macro.rules.js';
import { languageOf } from './macro-text.rules.js';
import { TraitsService } from './traits.service.js';

const TICKET = {
  number: true, state: true, priority: true, type: true, tags: true, assigneeId: true, teamId: true, channelId: true, subStateId: true, spamAt: true,
  customer: { select: { name: true } },
  visitor: { select: { name: true, locale: true } },
  channel: { select: { store: { select: { name: true } } } },
  chats: { where: { state: { not: 'ended' } }, select: { id: true }, take: 1 },
} as const;

/** Where a macro and a ticket meet: all that decides what it does. Rights to the ticket are the caller's to check. */
@Injectable()
export class MacroMeetingService {
  constructor(private readonly traits: TraitsService) {}

  async of(tx: Tx, actor: StaffActor, ticketId: string, actions: readonly MacroAction[]): Promise<{ standing: Standing; around: Around }> {
    const ticket = await tx.ticket.findUnique({ where: { id: ticketId }, select: TICKET });
    if (!ticket) throw new Problem('conversation/not_found');
    const { state, priority, type, tags, assigneeId, teamId, channelId, subStateId } = ticket;
    const named = actions.flatMap((action) => (action.do === 'assign_person' ? [action.accountId] : []));
    const people = await tx.account.findMany({
      where: { OR: [{ id: { in: [...named, actor.id] }, deactivatedAt: null }, { id: assigneeId ?? actor.id }] },
      select: { id: true, name: true },
    });
    const teamIds = actions.flatMap((action) => (action.do === 'assign_team' ? [action.teamId] : []));
    const teams = teamIds.length === 0 ? [] : await tx.team.findMany({ where: { id: { in: teamIds } }, select: { id: true, name: true } });
    const { known, fields } = await this.traits.around(tx, actor, [ticketId], actions);
    return {
      standing: {
        state, priority, type, tags, assigneeId, teamId, channelId, subStateId, fields: fields.get(ticketId) ?? {}, chatting: ticket.chats.length > 0, spam: ticket.spamAt !== null, unseen: false,
      },
      around: {
        me: actor,
        known,
        people: new Map(people.map(({ id, name }) => [id, name])),
        teams: new Map(teams.map(({ id, name }) => [id, name])),
        language: languageOf(ticket.visitor?.locale ?? null),
        values: {
          'customer.name': ticket.customer?.name ?? ticket.visitor?.name ?? null,
          'agent.name': actor.name,
          'ticket.number': String(ticket.number),
          'shop.name': ticket.channel.store.name,
        },
      },
    };
  }
}
