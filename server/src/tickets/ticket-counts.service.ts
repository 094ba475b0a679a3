import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { TicketCounts } from '#contracts/tickets.js';
import { inReach, reachSql, reachValues } from '../accounts/reach.policy.js';
import { type Actor, isStaff, type StaffActor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { TicketPlaces } from './ticket-places.js';
import { OWN } from './ticket-statement.rules.js';

/** With so many open tickets they are counted for everybody together, and again after a second at the earliest. */
const MANY = 2_000;
const REST_MS = 1_000;

/** Open tickets of one team and one person. */
interface Heap {
  readonly teamId: string | null;
  readonly assigneeId: string | null;
  readonly all: number;
  readonly waiting: number;
  readonly atRisk: number;
  readonly atRiskWaiting: number;
  readonly due: number;
  readonly dueWaiting: number;
}
interface Own {
  readonly mine: number;
  readonly waiting: number;
  readonly unread: number;
}

const HEAPS = `
  SELECT pl."teamId", pl."assigneeId", count(*)::int AS "all", count(pl."waitingSince")::int AS "waiting",
    count(tc."ticketId")::int AS "atRisk", count(tc."ticketId") FILTER (WHERE pl."waitingSince" IS NOT NULL)::int AS "atRiskWaiting", count(p."id")::int AS "due",
    count(p."id") FILTER (WHERE pl."waitingSince" IS NOT NULL)::int AS "dueWaiting"
  FROM "TicketPlace" pl LEFT JOIN "TicketClock" tc ON tc."ticketId" = pl."ticketId" AND tc."urgent"
    LEFT JOIN (SELECT DISTINCT "ticketId" AS "id" FROM "AnswerPromise" WHERE "state" IN ('open', 'broken')) p ON p."id" = pl."ticketId"
  WHERE pl."shelf" = 'open' GROUP BY pl."teamId", pl."assigneeId"`;
/** What sleeps is little: it has an index of its own. */
const ASLEEP = `
  SELECT count(*)::int AS "all", count(t."waitingSince")::int AS "waiting" FROM "Ticket" k JOIN "Timeline" t ON t."ticketId" = k."id"
  WHERE k."snoozedUntil" IS NOT NULL AND k."spamAt" IS NULL AND $1::uuid IS NOT NULL AND ${reachSql('k')} AND NOT EXISTS (SELECT 1 FROM "Chat" c WHERE c."ticketId" = k."id" AND c."state" <> 'ended')`;
const MINE = `
  SELECT count(*)::int AS "mine", count(pl."waitingSince")::int AS "waiting",
    ((SELECT coalesce(sum(greatest(t."staffUnread", u."mark")), 0) FROM "TicketPlace" o JOIN "Timeline" t ON t."ticketId" = o."ticketId"
        LEFT JOIN (SELECT "ticketId", 1 AS "mark" FROM "TimelineRead" WHERE "accountId" = $1::uuid AND "unreadFrom" IS NOT NULL) u ON u."ticketId" = o."ticketId"
        WHERE o."assigneeId" = $1::uuid AND o."shelf" = 'open')
      + (SELECT count(*) FROM "TimelineRead" r JOIN "TicketPlace" o ON o."ticketId" = r."ticketId" WHERE r."accountId" = $1::uuid AND r."unreadFrom" IS NOT NULL
        AND o."shelf" = 'open' AND o."assigneeId" IS DISTINCT FROM $1::uuid AND ${reachSql('o')}))::int AS "unread"
  FROM ${OWN} s JOIN "TicketPlace" pl ON pl."ticketId" = s."ticketId" WHERE pl."shelf" = 'open' AND $2::uuid[] IS NOT NULL AND $3::boolean IS NOT NULL`;

/** How many open tickets each view holds. Exact in a small desk; in a large one no older than a second, which costs the same whoever looks. */
@Injectable()
export class TicketCountsService {
  private shared: { readonly heaps: readonly Heap[]; readonly at: number } | null = null;
  private reading: Promise<readonly Heap[]> | null = null;

  constructor(private readonly db: Database, private readonly places: TicketPlaces) {}

  async of(actor: Actor): Promise<z.infer<typeof TicketCounts>> {
    if (!isStaff(actor)) throw new Problem('permission/missing');
    await this.places.keep();
    const [heaps, own, asleep] = await Promise.all([this.heaps(), this.own(actor), this.asleep(actor)]);
    const sum = (of: (heap: Heap) => number, where: (heap: Heap) => boolean = () => true) => heaps.reduce((total, heap) => (inReach(actor, heap) && where(heap) ? total + of(heap) : total), 0);
    const unassigned = (heap: Heap) => heap.assigneeId === null;
    const ofTeam = ({ teamId }: Heap) => teamId !== null && actor.teamIds.includes(teamId);
    return {
      views: { mine: own.mine, unassigned: sum((heap) => heap.all, unassigned), team: sum((heap) => heap.all, ofTeam), at_risk: sum((heap) => heap.atRisk), due: sum((heap) => heap.due), snoozed: asleep.all, all: sum((heap) => heap.all) },
      waiting: { mine: own.waiting, unassigned: sum((heap) => heap.waiting, unassigned), team: sum((heap) => heap.waiting, ofTeam), at_risk: sum((heap) => heap.atRiskWaiting), due: sum((heap) => heap.dueWaiting), snoozed: asleep.waiting, all: sum((heap) => heap.waiting) },
      unread: own.unread,
    };
  }

  private async own(me: StaffActor): Promise<Own> {
    const { rows } = await this.db.pool.query<Own>({ name: 'ticket-counts-own', text: MINE, values: reachValues(me) });
    return rows[0] ?? { mine: 0, waiting: 0, unread: 0 };
  }

  private async asleep(me: StaffActor): Promise<{ all: number; waiting: number }> {
    const { rows } = await this.db.pool.query<{ all: number; waiting: number }>({ name: 'ticket-counts-asleep', text: ASLEEP, values: reachValues(me) });
    return rows[0] ?? { all: 0, waiting: 0 };
  }

  private async heaps(): Promise<readonly Heap[]> {
    if (!this.shared) return this.readHeaps();
    if (performance.now() - this.shared.at < REST_MS) return this.shared.heaps;
    this.reading ??= this.readHeaps().finally(() => (this.reading = null));
    return this.reading;
  }

  private async readHeaps(): Promise<readonly Heap[]> {
    const at = performance.now();
    const { rows: heaps } = await this.db.pool.query<Heap>({ name: 'ticket-counts', text: HEAPS });
    this.shared = heaps.reduce((total, { all }) => total + all, 0) < MANY ? null : { heaps, at };
    return heaps;
  }
}
