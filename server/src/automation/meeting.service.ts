import { Inject, Injectable } from '@nestjs/common';
import type { RuleDraft } from '#contracts/automation.js';
import { Prisma } from '#prisma/generated/client.js';
import { CalendarsService } from '../calendars/calendars.service.js';
import { isOpenAt, type OpeningHours } from '../calendars/opening.rules.js';
import { languageOf } from '../macros/macro-text.rules.js';
import { isTrait } from '../macros/trait.rules.js';
import { TraitsService } from '../macros/traits.service.js';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import type { Known } from './condition.rules.js';
import { knownOf, type MetTicket, standingOf } from './meeting.rules.js';
import type { Around, Standing } from './step.rules.js';

/** A customer gets at most one reply that no person wrote within this time. */
export const REPLY_REST_MS = 24 * 3_600_000;

export interface Meeting {
  readonly ticket: MetTicket;
  readonly known: Known;
  readonly standing: Standing;
  readonly around: Around;
  readonly hours: OpeningHours | null;
}
interface Person {
  readonly id: string;
  readonly name: string;
  readonly teamIds: string[];
  readonly isLead: boolean;
}

/** Where rules and tickets meet: all that decides what a rule does, read for one ticket or for hundreds alike. */
@Injectable()
export class RuleMeetings {
  constructor(private readonly calendars: CalendarsService, private readonly traits: TraitsService, @Inject(Clock) private readonly clock: Clock) {}

  /** @param rules that are asked: what none of them would do need not be known */
  async of(tx: Tx, ticketId: string, rules: readonly Pick<RuleDraft, 'actions'>[]): Promise<Meeting | null> {
    return (await this.ofMany(tx, [ticketId], rules)).get(ticketId) ?? null;
  }

  async ofMany(tx: Tx, ticketIds: readonly string[], rules: readonly Pick<RuleDraft, 'actions'>[]): Promise<ReadonlyMap<string, Meeting>> {
    const tickets = await this.tickets(tx, ticketIds);
    if (tickets.length === 0) return new Map();
    const people = await this.people(tx);
    const names = new Map(people.map(({ id, name }) => [id, name]));
    const teams = new Map((await tx.team.findMany({ select: { id: true, name: true } })).map(({ id, name }) => [id, name]));
    const skills = new Map((await tx.skill.findMany({ select: { id: true, name: true } })).map(({ id, name }) => [id, name]));
    const endpoints = new Map((await tx.webhookEndpoint.findMany({ select: { id: true, url: true, description: true, offReason: true } })).map(({ id, ...endpoint }) => [id, endpointOf(endpoint)]));
    const { known, fields } = await this.traits.around(tx, SYSTEM, ticketIds, rules.flatMap(({ actions }) => actions.filter(isTrait)));
    const hours = new Map<string | null, OpeningHours | null>();
    for (const { teamId } of tickets) if (!hours.has(teamId)) hours.set(teamId, await this.calendars.ofTeam(tx, teamId));
    return new Map(
      tickets.map((ticket) => {
        const opening = hours.get(ticket.teamId) ?? null;
        return [ticket.id, { ticket, hours: opening, known: knownOf(ticket, isOpenAt(opening, this.clock.now())), standing: standingOf(ticket, fields.get(ticket.id) ?? {}), around: around(ticket, people, { people: names, teams, skills, endpoints, known }) }];
      }),
    );
  }

  private tickets(tx: Tx, ids: readonly string[]): Promise<MetTicket[]> {
    const since = new Date(this.clock.now().getTime() - REPLY_REST_MS);
    const latest = (name: string) => Prisma.sql`(SELECT e."createdAt" FROM "Event" e WHERE e."subject" = k."id" AND e."name" = ${name} AND e."payload"->>'merge' IS NULL ORDER BY e."id" DESC LIMIT 1)`;
    return tx.$queryRaw<MetTicket[]>`
      SELECT k."id", k."number", k."subject", k."state", k."priority", k."type", k."tags", k."teamId", k."assigneeId", a."name" AS "assigneeName", k."subStateId", k."channelId", ch."kind" AS "channelKind",
        s."name" AS "shop", k."createdAt", k."importedAt", k."visitorId", v."customerId", coalesce(c."name", v."name") AS "customerName", v."email", v."verified", v."blockedAt" IS NOT NULL AS "blocked", v."locale",
        t."waitingSince", t."lastCustomerAt", t."lastStaffAt", t."staffHead", t."preview",
        (SELECT m."text" FROM "Message" m WHERE m."ticketId" = k."id" AND m."authorKind" = 'customer' AND m."recalledAt" IS NULL AND m."text" IS NOT NULL ORDER BY m."staffSeq" DESC LIMIT 1) AS "text",
        (SELECT count(*)::int FROM (SELECT 1 FROM "Ticket" e WHERE (e."customerId" = k."customerId" OR e."visitorId" = k."visitorId") AND e."id" < k."id" LIMIT 1000) earlier) AS "earlier",
        coalesce((SELECT jsonb_object_agg(n."skillId"::text, n."level") FROM "TicketSkill" n WHERE n."ticketId" = k."id"), '{}') AS "skills",
        EXISTS (SELECT 1 FROM "TicketRouting" q WHERE q."ticketId" = k."id" AND q."askedAt" IS NOT NULL) AS "routed",
        t."publicHead" = 0 AND EXISTS (SELECT 1 FROM "TicketSplit" sp WHERE sp."ticketId" = k."id") AS "apart",
        EXISTS (SELECT 1 FROM "Chat" l WHERE l."ticketId" = k."id" AND l."state" <> 'ended') AS "chatting",
        (SELECT i."automatic" FROM "IncomingMail" i WHERE i."ticketId" = k."id" AND i."state" = 'parsed' ORDER BY i."receivedAt" DESC, i."id" DESC LIMIT 1) AS "automatic",
        EXISTS (SELECT 1 FROM "RuleReply" r JOIN "Visitor" o ON o."id" = r."visitorId"
          WHERE r."createdAt" > ${since} AND (o."id" = v."id" OR o."customerId" = v."customerId" OR o."email" = v."email")) AS "repliedLately",
        ${latest('ticket.state_changed')} AS "stateMovedAt", ${latest('ticket.assigned')} AS "assignedAt"
      FROM "Ticket" k JOIN "Timeline" t ON t."ticketId" = k."id" JOIN "Channel" ch ON ch."id" = k."channelId" JOIN "Store" s ON s."id" = ch."storeId"
        LEFT JOIN "Account" a ON a."id" = k."assigneeId" LEFT JOIN "Visitor" v ON v."id" = k."visitorId" LEFT JOIN "Customer" c ON c."id" = k."customerId"
      WHERE k."id" = ANY(${[...ids]}::uuid[])`;
  }

  /** Everybody who is there, with teams; leads are those with that built-in role. */
  private people(tx: Tx): Promise<Person[]> {
    return tx.$queryRaw<Person[]>`
      SELECT a."id", a."name", coalesce((SELECT array_agg(m."teamId"::text) FROM "TeamMember" m WHERE m."accountId" = a."id"), '{}') AS "teamIds",
        EXISTS (SELECT 1 FROM "AccountRole" ar JOIN "Role" r ON r."id" = ar."roleId" WHERE ar."accountId" = a."id" AND r."builtIn" = 'lead') AS "isLead"
      FROM "Account" a WHERE a."deactivatedAt" IS NULL ORDER BY a."id"`;
  }
}

/** By what its keepers call it; never by the whole address, in which a secret may stand. */
const endpointOf = ({ url, description, offReason }: { url: string; description: string; offReason: string | null }) => ({ name: description || new URL(url).host, isOn: offReason === null });

function around(ticket: MetTicket, people: readonly Person[], named: Pick<Around, 'people' | 'teams' | 'skills' | 'endpoints' | 'known'>): Around {
  const ours = people.filter(({ teamIds }) => ticket.teamId !== null && teamIds.includes(ticket.teamId));
  return {
    ...named,
    teamIds: ours.map(({ id }) => id),
    leadIds: ours.filter(({ isLead }) => isLead).map(({ id }) => id),
    language: languageOf(ticket.locale),
    values: { 'customer.name': ticket.customerName, 'agent.name': ticket.assigneeName, 'ticket.number': String(ticket.number), 'shop.name': ticket.shop },
  };
}
