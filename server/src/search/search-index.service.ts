import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import type { Tx } from '../platform/db.js';
import { endingsOf, vectorOf } from './search-words.rules.js';

const AT_ONCE = 40;

interface Said {
  readonly id: string;
  readonly text: string | null;
  readonly attachments: unknown;
  readonly ticketId: string;
}
interface Known {
  readonly id: string;
  readonly number: number;
  readonly subject: string | null;
  /** What it was called where it was before. */
  readonly externalId: string | null;
  readonly names: readonly (string | null)[];
  readonly addresses: readonly (string | null)[];
  readonly numbers: readonly (string | null)[];
}
// What a message keeps of its files; other fields are of no interest here.
const Files = z.array(z.object({ name: z.string() }));

/** Puts words where they are found. The rows are only an index: what is shown is read from messages and tickets. */
@Injectable()
export class SearchIndexService {
  /** The next messages that nobody can find yet. @returns how many there were */
  async follow(tx: Tx, most: number): Promise<number> {
    const progress = await tx.searchProgress.findFirst();
    const said = await tx.$queryRaw<Said[]>`
      SELECT m."id", m."text", m."attachments", m."ticketId" FROM "Message" m
      WHERE m."id" > ${before(progress?.messageId ?? null)}::uuid AND m."kind" <> 'system' AND m."recalledAt" IS NULL AND (m."text" IS NOT NULL OR m."attachments" IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM "SearchText" s WHERE s."id" = m."id")
      ORDER BY m."id" LIMIT ${most}`;
    const newest = said.at(-1)?.id;
    if (newest === undefined) return 0;
    await this.put(tx, said);
    await this.know(tx, [...new Set(said.map((one) => one.ticketId))]);
    const reached = progress && progress.messageId > newest ? progress.messageId : newest;
    await tx.searchProgress.upsert({ where: { id: 1 }, create: { messageId: reached }, update: { messageId: reached } });
    return said.length;
  }

  /** Words of long ago, which nobody finds who follows what is said now. */
  async take(tx: Tx, said: readonly Said[]): Promise<void> {
    for (let from = 0; from < said.length; from += AT_ONCE) {
      // To tell words apart stops the process for that long.
      if (from > 0) await setImmediate();
      await this.put(tx, said.slice(from, from + AT_ONCE));
    }
  }

  private async put(tx: Tx, said: readonly Said[]): Promise<void> {
    const vectors = said.map(({ text, attachments }) => vectorOf([text ?? '', ...(Files.safeParse(attachments).data ?? []).map(({ name }) => name)]));
    // Locked against being recalled meanwhile: whoever recalls afterwards finds the row and takes it away.
    await tx.$executeRaw`
      INSERT INTO "SearchText" ("id", "ticketId", "kind", "at", "words")
      SELECT m."id", m."ticketId", 'message', m."createdAt", n."words"::tsvector FROM unnest(${said.map(({ id }) => id)}::uuid[], ${vectors}::text[]) AS n("id", "words")
      JOIN "Message" m ON m."id" = n."id" WHERE m."recalledAt" IS NULL FOR SHARE OF m
      ON CONFLICT ("id") DO NOTHING`;
  }

  /** What is known of tickets themselves: number, subject, names, addresses, telephone numbers. */
  async know(tx: Tx, ticketIds: readonly string[]): Promise<void> {
    if (ticketIds.length === 0) return;
    const tickets = await tx.$queryRaw<Known[]>`
      SELECT k."id", k."number", k."subject", k."externalId", ARRAY[cu."name", v."name"] AS "names",
        ARRAY[v."email"] || ARRAY(SELECT i."value" FROM "CustomerIdentity" i WHERE i."customerId" = k."customerId" AND i."kind" = 'email')
          || ARRAY(SELECT p."email" FROM "AnswerPromise" p WHERE p."ticketId" = k."id") AS "addresses",
        ARRAY(SELECT i."value" FROM "CustomerIdentity" i WHERE i."customerId" = k."customerId" AND i."kind" = 'phone')
          || ARRAY(SELECT coalesce(c."number", p."phone") FROM "AnswerPromise" p LEFT JOIN "Callback" c ON c."promiseId" = p."id" WHERE p."ticketId" = k."id")
          || ARRAY(SELECT c."number" FROM "PhoneCall" c WHERE c."ticketId" = k."id") AS "numbers"
      FROM "Ticket" k LEFT JOIN "Visitor" v ON v."id" = k."visitorId" LEFT JOIN "Customer" cu ON cu."id" = k."customerId" WHERE k."id" = ANY(${ticketIds}::uuid[])`;
    await tx.$executeRaw`
      INSERT INTO "SearchText" AS s ("id", "ticketId", "kind", "at", "words")
      SELECT k."id", k."id", 'facts', k."createdAt", n."words"::tsvector FROM unnest(${tickets.map(({ id }) => id)}::uuid[], ${tickets.map(wordsKnown)}::text[]) AS n("id", "words")
      JOIN "Ticket" k ON k."id" = n."id" ORDER BY k."id"
      ON CONFLICT ("id") DO UPDATE SET "words" = excluded."words" WHERE s."words" <> excluded."words"`;
  }

  async forget(tx: Tx, messageId: string): Promise<void> {
    await tx.$executeRaw`DELETE FROM "SearchText" WHERE "id" = ${messageId}::uuid`;
  }
}

function wordsKnown(ticket: Known): string {
  const digits = ticket.numbers.flatMap((number) => endingsOf((number ?? '').replaceAll(/\D/g, '')));
  const texts = [...new Set([ticket.subject, ticket.externalId, ...ticket.names, ...ticket.addresses])].flatMap((text) => (text ? [text] : []));
  return vectorOf(texts, [`#${ticket.number}`, String(ticket.number), ...(ticket.externalId && /^\d{1,9}$/.test(ticket.externalId) ? [`#${ticket.externalId}`] : []), ...new Set(digits)]);
}

/** Longer than any transaction lasts: so much older than the newest one that was looked at a message may be and still become visible. */
const OVERLAP_MS = 20_000;
const NOTHING = '00000000-0000-0000-0000-000000000000';
/** A little before an identifier: those that begin with a time a little earlier. */
function before(id: string | null): string {
  if (id === null) return NOTHING;
  const ms = Math.max(0, Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) - OVERLAP_MS);
  const hex = ms.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
