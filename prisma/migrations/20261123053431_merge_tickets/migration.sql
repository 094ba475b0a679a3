-- A merge moves no message: the source refuses new ones and names its target. Who merged, when, and what an undo puts back.
CREATE TABLE "TicketMerge" (
  "id" UUID NOT NULL,
  "sourceId" UUID NOT NULL,
  "targetId" UUID NOT NULL,
  "mergedById" UUID,
  "mergedAt" TIMESTAMPTZ(3) NOT NULL,
  "before" JSONB NOT NULL,
  "undoneById" UUID,
  "undoneAt" TIMESTAMPTZ(3),
  CONSTRAINT "TicketMerge_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "TicketMerge_of_two" CHECK ("sourceId" <> "targetId")
);
ALTER TABLE "TicketMerge" ADD CONSTRAINT "TicketMerge_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "TicketMerge" ADD CONSTRAINT "TicketMerge_targetId_fkey" FOREIGN KEY ("targetId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "TicketMerge_targetId_idx" ON "TicketMerge"("targetId");
CREATE INDEX "TicketMerge_sourceId_idx" ON "TicketMerge"("sourceId");
-- A ticket is merged into one other at a time, whoever asks.
CREATE UNIQUE INDEX "TicketMerge_standing_key" ON "TicketMerge"("sourceId") WHERE "undoneAt" IS NULL;

CREATE INDEX "Ticket_mergedIntoId_idx" ON "Ticket"("mergedIntoId");
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_merged_is_closed" CHECK ("mergedIntoId" IS NULL OR ("state" = 'closed' AND "mergedIntoId" <> "id"));

-- Where the talk of a ticket goes on: the last of the tickets it was merged into. Merges make no circle, and UNION ends in one.
CREATE FUNCTION talk_goes_on_in(ticket uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  WITH RECURSIVE way("id", "next") AS (
    SELECT k."id", k."mergedIntoId" FROM "Ticket" k WHERE k."id" = ticket
    UNION
    SELECT k."id", k."mergedIntoId" FROM way JOIN "Ticket" k ON k."id" = way."next"
  )
  SELECT "id" FROM way WHERE "next" IS NULL
$$;

-- The tickets whose words are one talk with the same customer: this one, and what was merged into it, near or far. What
-- was merged of another customer is none of it: nobody is answered in, or reads, another's talk.
CREATE FUNCTION tickets_of_talk(ticket uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  WITH RECURSIVE part("id") AS (
    SELECT ticket
    UNION
    SELECT k."id" FROM part JOIN "Ticket" k ON k."mergedIntoId" = part."id"
  )
  SELECT k."id" FROM part JOIN "Ticket" k ON k."id" = part."id" JOIN "Ticket" whole ON whole."id" = ticket
  WHERE k."id" = ticket OR k."visitorId" = whole."visitorId" OR k."customerId" = whole."customerId"
$$;
