import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { StaffDoorkeeper } from '../accounts/staff.authenticator.js';
import { type StaffActor, SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Relay } from '../platform/events/relay.js';
import { Every } from '../platform/jobs/every.decorator.js';
import { asProblem } from '../platform/problem.js';
import { OutgoingRelease } from './outgoing-release.service.js';

const MANY = 100;

/** Held replies leave to the second, and go back at once when the customer writes first. */
@Injectable()
export class OutgoingJobs implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly relay: Relay,
    private readonly people: StaffDoorkeeper,
    private readonly releases: OutgoingRelease,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** One statement for a whole batch of the relay: a chat pays no job for it. */
  onModuleInit(): void {
    this.relay.onLease('message.posted', async (ticketIds) => {
      await this.db.pool.query({
        name: 'outgoing-crossed',
        text: `UPDATE "Outgoing" o SET "nextAt" = $2 WHERE o."ticketId" = ANY($1::uuid[]) AND o."state" = 'held' AND o."nextAt" > $2
          AND EXISTS (SELECT 1 FROM "Message" m WHERE m."ticketId" = o."ticketId" AND m."staffSeq" > o."seenSeq" AND m."authorKind" = 'customer' AND m."publicSeq" IS NOT NULL)`,
        values: [ticketIds, this.clock.now()],
      });
    });
  }

  @Every(500)
  async releaseInTime(): Promise<void> {
    const { rows } = await this.db.pool.query<{ id: string; accountId: string }>({
      name: 'outgoing-due',
      text: `SELECT "id", "accountId" FROM "Outgoing" WHERE "state" = 'held' AND "nextAt" <= $1 ORDER BY "nextAt" LIMIT ${MANY}`,
      values: [this.clock.now()],
    });
    const authors = new Map<string, StaffActor | null>();
    for (const { accountId } of rows) if (!authors.has(accountId)) authors.set(accountId, await this.people.byAccount(accountId));
    const faults: unknown[] = [];
    for (const { id, accountId } of rows) await this.releaseOne(authors.get(accountId) ?? null, id).catch((fault: unknown) => faults.push(fault));
    if (faults.length > 0) throw new AggregateError(faults, `${faults.length} held replies wait for the next turn`);
  }

  /** What its files or its quote refuse will be refused the next time too, so it is given back instead. */
  private async releaseOne(author: StaffActor | null, id: string): Promise<void> {
    try {
      await this.db.transaction((tx) => this.releases.release(tx, author, id));
    } catch (fault) {
      const { code } = asProblem(fault);
      if (!code.startsWith('file/') && code !== 'request/invalid' && code !== 'message/id_reused') throw fault;
      await this.db.transaction((tx) => this.releases.giveUp(tx, SYSTEM, id, 'files_gone'));
    }
  }
}
