-- Tickets made from parts of other tickets' talks, and the messages they are about.
CREATE TABLE "TicketSplit" (
    "ticketId" UUID NOT NULL,
    "sourceId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TicketSplit_pkey" PRIMARY KEY ("ticketId")
);
CREATE INDEX "TicketSplit_sourceId_idx" ON "TicketSplit"("sourceId");
ALTER TABLE "TicketSplit" ADD CONSTRAINT "TicketSplit_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "TicketSplit" ADD CONSTRAINT "TicketSplit_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "TicketSplitMessage" (
    "messageId" UUID NOT NULL,
    "ticketId" UUID NOT NULL,

    CONSTRAINT "TicketSplitMessage_pkey" PRIMARY KEY ("messageId")
);
CREATE INDEX "TicketSplitMessage_ticketId_idx" ON "TicketSplitMessage"("ticketId");
ALTER TABLE "TicketSplitMessage" ADD CONSTRAINT "TicketSplitMessage_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "TicketSplit"("ticketId") ON DELETE CASCADE ON UPDATE CASCADE;
