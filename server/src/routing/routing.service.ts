import { Inject, Injectable } from '@nestjs/common';
import { connectedSince } from '../accounts/connected.rules.js';
import type { Prisma } from '#prisma/generated/client.js';
import { ChatQueueService } from '../chats/chat-queue.service.js';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import { ChatWishes } from './chat-wishes.service.js';
import { type Candidate, offerReasons, pick, type WaitingChat } from './routing.rules.js';

const PASSED_MS = 5 * 60_000;
const MOST = 100;
/** Only one process hands out offers at a time, or two would fill the same free place. */
const LOCK = 7_233_002;

/** Offers waiting chats to people who are there, available and have a free place. */
@Injectable()
export class RoutingService {
  constructor(private readonly db: Database, private readonly queue: ChatQueueService, private readonly wishes: ChatWishes, @Inject(Clock) private readonly clock: Clock) {}

  /** One round over the queue, head first. @returns how many offers were made */
  async offerRound(): Promise<number> {
    return this.db.transaction(async (tx) => {
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(${LOCK})::text`;
      const now = this.clock.now();
      if (!(await tx.chat.findFirst({ where: { state: 'queued' }, select: { id: true } }))) return 0;
      const takers = await this.candidates(tx, now);
      const free = takers.filter(({ load, capacity }) => load < capacity);
      const waiting = free.length > 0 ? await this.waiting(tx, now, free) : [];
      const wishes = waiting.length > 0 ? await this.wishes.of(tx, waiting, new Set(takers.map(({ accountId }) => accountId))) : new Map();
      const candidates = new Map(free.map((candidate) => [candidate.accountId, candidate]));
      const decisions: Prisma.RoutingDecisionCreateManyInput[] = [];
      for (const { ticketId, ...queued } of waiting) {
        const wish = wishes.get(queued.id);
        const chat = { ...queued, ableIds: wish?.ableIds ?? null };
        const accountId = pick(chat, [...candidates.values()], now);
        const candidate = accountId ? candidates.get(accountId) : undefined;
        if (!candidate || !(await this.queue.offer(tx, SYSTEM, chat.id, candidate.accountId))) continue;
        candidates.set(candidate.accountId, { ...candidate, load: candidate.load + 1 });
        const reasons = offerReasons(chat, candidate, wish?.reasons.get(candidate.accountId) ?? [], now);
        decisions.push({ id: newId(), ticketId, chatId: chat.id, accountId: candidate.accountId, reasons, considered: [], createdAt: now });
      }
      if (decisions.length > 0) await tx.routingDecision.createMany({ data: decisions });
      return decisions.length;
    });
  }

  /** The head of the queue of those whom somebody free may attend: a team without anybody must not stand before all others. */
  private async waiting(tx: Tx, now: Date, free: readonly Candidate[]): Promise<(Omit<WaitingChat, 'ableIds'> & { ticketId: string })[]> {
    const teamIds = free.flatMap((candidate) => candidate.teamIds);
    const ours = { reservedForId: { in: free.map((candidate) => candidate.accountId) }, reservedUntil: { gt: now } };
    const everybodys = { OR: [{ reservedUntil: null }, { reservedUntil: { lte: now } }] };
    const since = new Date(now.getTime() - PASSED_MS);
    const chats = await tx.chat.findMany({
      where: { state: 'queued', OR: [ours, { AND: [everybodys, { OR: [{ teamId: null }, { teamId: { in: teamIds } }] }] }] },
      orderBy: [{ queuedAt: 'asc' }, { id: 'asc' }],
      take: MOST,
      select: {
        id: true, ticketId: true, teamId: true, reservedForId: true, reservedUntil: true, queuedAt: true,
        declines: { where: { createdAt: { gt: since } }, select: { accountId: true } },
        transfers: { where: { createdAt: { gt: since } }, select: { fromId: true } },
      },
    });
    // Whoever has just handed a chat on is not asked to take it back while somebody else could.
    return chats.map(({ declines, transfers, ...chat }) => ({ ...chat, passedBy: [...declines.map((decline) => decline.accountId), ...transfers.flatMap(({ fromId }) => fromId ?? [])] }));
  }

  private candidates(tx: Tx, now: Date): Promise<Candidate[]> {
    return tx.$queryRaw<Candidate[]>`
      SELECT a."id" AS "accountId", a."capacity",
        (SELECT count(*)::int FROM "Chat" c WHERE (c."state" = 'accepted' AND c."agentId" = a."id") OR (c."state" = 'offered' AND c."offeredToId" = a."id")) AS "load",
        (SELECT max(c."acceptedAt") FROM "Chat" c WHERE c."agentId" = a."id") AS "lastAcceptedAt",
        coalesce((SELECT array_agg(m."teamId"::text) FROM "TeamMember" m WHERE m."accountId" = a."id"), '{}') AS "teamIds"
      FROM "Account" a
      WHERE a."deactivatedAt" IS NULL AND a."availability" = 'online' AND a."capacity" > 0
        AND EXISTS (SELECT 1 FROM "SocketLease" l WHERE l."accountId" = a."id" AND l."seenAt" > ${connectedSince(now)})
        AND EXISTS (SELECT 1 FROM "AccountRole" ar JOIN "Role" r ON r."id" = ar."roleId" WHERE ar."accountId" = a."id" AND 'chat.accept' = ANY(r."permissions"))`;
  }
}
