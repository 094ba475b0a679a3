-- Tickets that have to do with each other, and those that are parts of others.
CREATE TABLE "TicketRelation" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "fromId" UUID NOT NULL,
    "toId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TicketRelation_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "TicketRelation_kind_check" CHECK ("kind" IN ('related', 'child')),
    CONSTRAINT "TicketRelation_two_check" CHECK ("fromId" <> "toId")
);
CREATE INDEX "TicketRelation_fromId_idx" ON "TicketRelation"("fromId");
CREATE INDEX "TicketRelation_toId_idx" ON "TicketRelation"("toId");
-- Two are one thing to each other, and a part has one whole.
CREATE UNIQUE INDEX "TicketRelation_pair_key" ON "TicketRelation"(least("fromId", "toId"), greatest("fromId", "toId"));
CREATE UNIQUE INDEX "TicketRelation_parent_key" ON "TicketRelation"("toId") WHERE "kind" = 'child';
ALTER TABLE "TicketRelation" ADD CONSTRAINT "TicketRelation_fromId_fkey" FOREIGN KEY ("fromId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "TicketRelation" ADD CONSTRAINT "TicketRelation_toId_fkey" FOREIGN KEY ("toId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;
