import { Inject, Injectable } from '@nestjs/common';
import { SocketLeases } from '../accounts/socket-leases.js';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { Peers } from '../platform/nodes/peers.js';
import { SettingsService } from '../settings/settings.service.js';
import { AfterHoursService } from './after-hours.service.js';
import { ChatEndingService } from './chat-ending.service.js';
import { ChatQueueService } from './chat-queue.service.js';
import { ChatReservationService } from './chat-reservation.service.js';

const MOST = 200;
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
/** Not to have looked for so long means that nobody could be seen. */
const BLIND_MS = 30_000;

/** What the clock does to chats. Every sweep finds its rows by itself. */
@Injectable()
export class ChatsJobs {
  private watchingSince: Date;
  private lookedAt = performance.now();

  constructor(
    private readonly db: Database,
    private readonly queue: ChatQueueService,
    private readonly reservations: ChatReservationService,
    private readonly endings: ChatEndingService,
    private readonly afterHours: AfterHoursService,
    private readonly settings: SettingsService,
    private readonly leases: SocketLeases,
    private readonly peers: Peers,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.watchingSince = clock.now();
  }

  @Every(1_000)
  async passExpiredOffers(): Promise<void> {
    const due = await this.db.prisma.chat.findMany({ where: { state: 'offered', offerExpiresAt: { lte: this.clock.now() } }, select: { id: true }, take: MOST });
    await this.db.eachDue(idsOf(due), (tx, id) => this.queue.passOffer(tx, SYSTEM, id, 'expired'));
  }

  @Every(1_000)
  async releaseReservations(): Promise<void> {
    const due = await this.db.prisma.chat.findMany({ where: { state: 'queued', reservedUntil: { lte: this.clock.now() } }, select: { id: true }, take: MOST });
    await this.db.eachDue(idsOf(due), (tx, id) => this.reservations.release(tx, SYSTEM, id, 'when_over'));
  }

  /**
   * Agents whose last connection was seen too long ago. Not those whom we could not see: after a stop of ours they
   * get as long to come back, and after one of the database the leases of the connected are renewed first: those of
   * this process here, while those of other nodes get as long as after a stop of ours.
   */
  @Every(5_000)
  async takeBackFromTheGone(): Promise<void> {
    const { agentGoneSeconds } = await this.settings.current();
    this.noticeBlindness();
    const since = new Date(this.clock.now().getTime() - agentGoneSeconds * 1000);
    if (this.watchingSince > since) return;
    await this.leases.renew();
    const { rows } = await this.db.pool.query<{ id: string }>({
      name: 'chats-of-the-gone',
      text: `SELECT c."id" FROM "Chat" c WHERE c."state" = 'accepted' AND c."acceptedAt" < $1
               AND NOT EXISTS (SELECT 1 FROM "SocketLease" l WHERE l."accountId" = c."agentId" AND l."seenAt" >= $1)
             LIMIT ${MOST}`,
      values: [since],
    });
    await this.db.eachDue(idsOf(rows), (tx, id) => this.queue.requeue(tx, SYSTEM, id));
  }

  private noticeBlindness(): void {
    const now = performance.now();
    if (!this.peers.isAlone && now - this.lookedAt > BLIND_MS) this.watchingSince = this.clock.now();
    this.lookedAt = now;
  }

  /** The day is over and nobody came: a word of when somebody answers, instead of a night in the queue. */
  @Every(15_000)
  async leaveNobodyWaiting(): Promise<void> {
    await this.db.eachDue(await this.afterHours.forsaken(), (tx, ticketId) => this.afterHours.putOff(tx, SYSTEM, ticketId));
  }

  @Every(5_000)
  async attendToSilence(): Promise<void> {
    const now = this.clock.now();
    const { customerPromptSeconds, customerEndSeconds } = await this.settings.current();
    const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);
    const { rows } = await this.db.pool.query<{ id: string }>({
      name: 'chats-in-silence',
      text: `SELECT c."id" FROM "Chat" c JOIN "Timeline" t ON t."ticketId" = c."ticketId",
               LATERAL (SELECT greatest(c."acceptedAt", t."lastStaffAt", t."lastCustomerAt") AS "word") last
             WHERE c."state" = 'accepted' AND t."waitingSince" IS NULL AND t."lastStaffAt" IS NOT NULL
               AND last."word" <= $1 AND (c."promptedAt" IS NULL OR c."promptedAt" < last."word" OR (last."word" <= $2 AND c."promptedAt" <= $3)) LIMIT ${MOST}`,
      values: [before(customerPromptSeconds), before(customerEndSeconds), before(customerEndSeconds - customerPromptSeconds)],
    });
    await this.db.eachDue(idsOf(rows), (tx, id) => this.endings.attendToSilence(tx, SYSTEM, id));
  }
}
