import { Injectable } from '@nestjs/common';
import type { RoutingReason } from '#contracts/routing.reasons.js';
import type { Tx } from '../platform/db.js';
import { isAble, wishReasons } from './choice.rules.js';
import { RoutingPeople } from './routing-people.service.js';
import { TicketAsking } from './ticket-asking.service.js';

interface Queued {
  readonly id: string;
  readonly ticketId: string;
  readonly teamId: string | null;
}
export interface ChatWish {
  /** Those of the team who are here and have what it needs, with a free place or without. */
  readonly ableIds: readonly string[];
  /** What of it speaks for a colleague. */
  readonly reasons: ReadonlyMap<string, readonly RoutingReason[]>;
}

/** What waiting chats need, and who of those here has it. Where no team of theirs wishes anything that costs one look at a small table. */
@Injectable()
export class ChatWishes {
  constructor(private readonly people: RoutingPeople, private readonly asking: TicketAsking) {}

  /** By chat; who needs nothing is not in it. @param takers who is here and takes chats, with a free place or without: nobody waits for others */
  async of(tx: Tx, chats: readonly Queued[], takers: ReadonlySet<string>): Promise<ReadonlyMap<string, ChatWish>> {
    const inTeams = [...new Set(chats.flatMap(({ teamId }) => teamId ?? []))];
    const teamIds = (await tx.teamRouting.findMany({ where: { teamId: { in: inTeams } }, select: { teamId: true } })).map(({ teamId }) => teamId);
    const wishing = chats.filter(({ teamId }) => teamId !== null && teamIds.includes(teamId));
    if (wishing.length === 0) return new Map();
    const asked = await this.asking.ofMany(tx, wishing.map(({ ticketId }) => ticketId));
    const people = await this.people.ofTeams(tx, teamIds);
    return new Map(
      wishing.flatMap(({ id, ticketId, teamId }) => {
        const needs = asked.get(ticketId)?.needs;
        if (!needs || (needs.language === null && needs.skills.length === 0)) return [];
        const team = people.get(teamId ?? '') ?? [];
        const ableIds = team.filter((one) => one.onDuty && takers.has(one.accountId) && isAble(one, needs)).map(({ accountId }) => accountId);
        return [[id, { ableIds, reasons: new Map(team.map((one) => [one.accountId, wishReasons(one, needs)])) }]];
      }),
    );
  }
}
