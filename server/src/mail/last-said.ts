/** SQL aliases and columns that stand for the ticket an answer is given in, its moment and its place there. */
interface Answer {
  readonly ticketId: string;
  readonly at: string;
  readonly staffSeq: string;
}

/**
 * SQL of what the customer said last before an answer: in its ticket, or in one of his that was part of this talk by
 * then. What was merged into it later had been said elsewhere, and so does not turn what he read here into mail.
 */
export const lastSaid = ({ ticketId, at, staffSeq }: Answer): string => `
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
