import { Prisma } from '#prisma/generated/client.js';

/** SQL aliases and columns that stand for the ticket an answer is given in, its moment and its place there. */
interface Answer {
  readonly ticketId: Prisma.Sql;
  readonly at: Prisma.Sql;
  readonly staffSeq: Prisma.Sql;
}

/**
 * SQL of what the customer said last before an answer: in its ticket, or in one of his that was part of this talk by
 * then. What was merged into it later had been said elsewhere, and so does not turn what he read here into mail.
 */
export const lastSaidBefore = ({ ticketId, at, staffSeq }: Answer): Prisma.Sql => Prisma.sql`
  SELECT c."id" FROM "Message" c
  WHERE c."ticketId" IN (SELECT tickets_of_talk(${ticketId})) AND c."ticketId" IN (
      WITH RECURSIVE part("id") AS (
        SELECT ${ticketId}
        UNION
        SELECT j."sourceId" FROM part JOIN "TicketMerge" j ON j."targetId" = part."id" WHERE j."undoneAt" IS NULL AND j."mergedAt" <= ${at}
      ) SELECT "id" FROM part)
    AND c."createdAt" <= ${at} AND (c."ticketId" <> ${ticketId} OR c."staffSeq" < ${staffSeq})
    AND c."authorKind" = 'customer' AND c."publicSeq" IS NOT NULL
  ORDER BY c."createdAt" DESC, c."staffSeq" DESC LIMIT 1`;

/** The same before an answer of the staff that is named `s`. */
export const SAID_BEFORE_ANSWER = lastSaidBefore({ ticketId: Prisma.sql`s."ticketId"`, at: Prisma.sql`s."createdAt"`, staffSeq: Prisma.sql`s."staffSeq"` });
