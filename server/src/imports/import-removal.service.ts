import { Inject, Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Storage } from '../platform/files/storage.js';
import { tallyOf } from './imports.present.js';
import { fitting } from './weight.rules.js';

const AT_ONCE = 100;
/** Of the tickets of one commit. */
const WORDS_AT_ONCE = 2_000;
const PEOPLE_AT_ONCE = 200;
const RECORDS_AT_ONCE = 5_000;
const FILES_AT_ONCE = 20;

/** Takes away what an import brought, as far as nobody has worked on it since; and what is kept of files that are over. */
@Injectable()
export class ImportRemoval {
  constructor(private readonly db: Database, private readonly storage: Storage, private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

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
    const tally = tallyOf(held);
    const next = await tx.importedTicket.findMany({ where: { importId, ...(held.removedTo ? { ticketId: { gt: held.removedTo } } : {}) }, orderBy: { ticketId: 'asc' }, take: AT_ONCE, select: { ticketId: true, staffHead: true } });
    const some = next.slice(0, fitting(next.map(({ staffHead }) => staffHead), WORDS_AT_ONCE)).map(({ ticketId }) => ticketId);
    if (some.length > 0) {
      const { count } = await tx.ticket.deleteMany({ where: { id: { in: await this.untouched(tx, some) } } });
      await tx.import.update({ where: { id: importId }, data: { removedTo: some.at(-1) ?? null, tally: { ...tally, removed: tally.removed + count } } });
      return;
    }
    if ((await this.takePeople(tx, importId)) > 0) return;
    const kept = await tx.importedTicket.count({ where: { importId } });
    await tx.import.update({ where: { id: importId }, data: { state: 'removed', tally: { ...tally, kept }, finishedAt: this.clock.now(), version: { increment: 1 } } });
    await this.events.record(tx, SYSTEM, 'import.removed', importId, { importId, removed: tally.removed, kept });
  }

  /** In order of id, as everybody locks tickets; what somebody else holds now is being worked on and is kept. */
  private async untouched(tx: Tx, ticketIds: readonly string[]): Promise<string[]> {
    const free = await tx.$queryRaw<{ id: string }[]>`SELECT "id" FROM "Ticket" WHERE "id" = ANY(${ticketIds}::uuid[]) ORDER BY "id" FOR UPDATE SKIP LOCKED`;
    // Asked only now that nobody can begin with them: what was said a moment before is seen.
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT k."id" FROM "Ticket" k JOIN "ImportedTicket" i ON i."ticketId" = k."id" JOIN "Timeline" t ON t."ticketId" = k."id"
      WHERE k."id" = ANY(${free.map(({ id }) => id)}::uuid[]) AND k."version" = 1 AND t."staffHead" = i."staffHead"
        AND NOT EXISTS (SELECT 1 FROM "Event" e WHERE e."subject" = k."id") AND NOT EXISTS (SELECT 1 FROM "Draft" d WHERE d."ticketId" = k."id")
        AND NOT EXISTS (SELECT 1 FROM "Outgoing" o WHERE o."ticketId" = k."id") AND NOT EXISTS (SELECT 1 FROM "SideConversation" s WHERE s."ticketId" = k."id")`;
    return rows.map(({ id }) => id);
  }

  /** People whom nothing but this import named, some at a time. @returns how many were looked at */
  private async takePeople(tx: Tx, importId: string): Promise<number> {
    const found = await tx.$queryRaw<{ id: string }[]>`
      SELECT v."id" FROM "ImportedPerson" p JOIN "Visitor" v ON v."id" = p."visitorId"
      WHERE p."importId" = ${importId}::uuid AND p."made" AND v."customerId" IS NULL AND v."blockedAt" IS NULL AND NOT EXISTS (SELECT 1 FROM "Ticket" k WHERE k."visitorId" = v."id")
      LIMIT ${PEOPLE_AT_ONCE} FOR UPDATE OF v SKIP LOCKED`;
    // Held, so that whoever writes now finds no one to write as, or is seen: a ticket must not lose its customer.
    await tx.$executeRaw`DELETE FROM "Visitor" v WHERE v."id" = ANY(${found.map(({ id }) => id)}::uuid[]) AND NOT EXISTS (SELECT 1 FROM "Ticket" k WHERE k."visitorId" = v."id")`;
    return found.length;
  }

  /** Records of what is over are of no use: tickets have it all. */
  async forget(): Promise<void> {
    await this.db.pool.query(
      `DELETE FROM "ImportRecord" WHERE "id" IN (SELECT r."id" FROM "Import" i JOIN "ImportRecord" r ON r."importId" = i."id" WHERE i."state" IN ('done', 'removed') LIMIT ${RECORDS_AT_ONCE})`,
    );
  }

  /** Nor are the bytes, in which people stand whom nobody could erase there. What was refused stays in the report. */
  async forgetBytes(): Promise<void> {
    const { rows } = await this.db.pool.query<{ id: string; storageKey: string }>(
      `SELECT f."id", f."storageKey" FROM "Import" i JOIN "ImportFile" p ON p."importId" = i."id" JOIN "File" f ON f."id" = p."id" WHERE i."state" IN ('done', 'removed') LIMIT ${FILES_AT_ONCE}`,
    );
    for (const { id, storageKey } of rows) {
      // The row last: whoever is killed between finds it again.
      await this.storage.remove(storageKey);
      await this.db.prisma.file.deleteMany({ where: { id } });
    }
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
