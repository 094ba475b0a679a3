import { Inject, Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { tallyOf } from './imports.present.js';

const AT_ONCE = 100;
const RECORDS_AT_ONCE = 5_000;

/** Takes away what an import brought, as far as nobody has worked on it since; and what is kept of files that are over. */
@Injectable()
export class ImportRemoval {
  constructor(private readonly db: Database, private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  /** The next tickets of one import. @returns whether there is more to do */
  async step(): Promise<boolean> {
    const next = await this.db.prisma.import.findFirst({ where: { state: 'removing' }, orderBy: { id: 'asc' }, select: { id: true } });
    if (!next) return false;
    await this.db.transaction((tx) => this.take(tx, next.id));
    return true;
  }

  private async take(tx: Tx, importId: string): Promise<void> {
    await tx.$queryRaw`SELECT 1 FROM "Import" WHERE "id" = ${importId}::uuid FOR UPDATE`;
    const held = await tx.import.findUnique({ where: { id: importId } });
    if (held?.state !== 'removing') return;
    // In order of id, as everybody locks tickets; what somebody else holds now is being worked on and is kept.
    const free = await tx.$queryRaw<{ id: string }[]>`
      SELECT k."id" FROM "Ticket" k JOIN "ImportedTicket" i ON i."ticketId" = k."id" JOIN "Timeline" t ON t."ticketId" = k."id"
      WHERE i."importId" = ${importId}::uuid AND k."version" = 1 AND t."staffHead" = i."staffHead"
        AND NOT EXISTS (SELECT 1 FROM "Event" e WHERE e."subject" = k."id") AND NOT EXISTS (SELECT 1 FROM "Draft" d WHERE d."ticketId" = k."id") AND NOT EXISTS (SELECT 1 FROM "Outgoing" o WHERE o."ticketId" = k."id")
      ORDER BY k."id" LIMIT ${AT_ONCE} FOR UPDATE OF k SKIP LOCKED`;
    const ids = free.map(({ id }) => id);
    const tally = tallyOf(held);
    if (ids.length > 0) {
      await tx.ticket.deleteMany({ where: { id: { in: ids } } });
      await tx.import.update({ where: { id: importId }, data: { tally: { ...tally, removed: tally.removed + ids.length } } });
      return;
    }
    // People whom nothing but this import named.
    await tx.$executeRaw`
      DELETE FROM "Visitor" v USING "ImportedPerson" p WHERE p."visitorId" = v."id" AND p."importId" = ${importId}::uuid AND p."made" AND v."customerId" IS NULL
        AND NOT EXISTS (SELECT 1 FROM "Ticket" k WHERE k."visitorId" = v."id")`;
    const kept = await tx.importedTicket.count({ where: { importId } });
    await tx.import.update({ where: { id: importId }, data: { state: 'removed', tally: { ...tally, kept }, finishedAt: this.clock.now(), version: { increment: 1 } } });
    await this.events.record(tx, SYSTEM, 'import.removed', importId, { importId, removed: tally.removed, kept });
  }

  /** Records of what is over are of no use: tickets have it all. */
  async forget(): Promise<void> {
    await this.db.pool.query(
      `DELETE FROM "ImportRecord" WHERE "id" IN (SELECT r."id" FROM "Import" i JOIN "ImportRecord" r ON r."importId" = i."id" WHERE i."state" IN ('done', 'removed') LIMIT ${RECORDS_AT_ONCE})`,
    );
  }

  /** Everything of one import that is thrown away, in steps that each are short. */
  async empty(importId: string): Promise<void> {
    for (const table of ['ImportRecord', 'ImportRefusal'] as const) {
      for (let gone = RECORDS_AT_ONCE; gone >= RECORDS_AT_ONCE; ) {
        const { rowCount } = await this.db.pool.query(`DELETE FROM "${table}" WHERE "id" IN (SELECT "id" FROM "${table}" WHERE "importId" = $1 LIMIT ${RECORDS_AT_ONCE})`, [importId]);
        gone = rowCount ?? 0;
      }
    }
  }
}
