-- Whom the requester names beside himself, and who of them gets the answers.
CREATE TABLE "TicketParticipant" (
    "id" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TicketParticipant_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "TicketParticipant_state_check" CHECK ("state" IN ('named', 'included', 'removed'))
);
CREATE UNIQUE INDEX "TicketParticipant_ticketId_address_key" ON "TicketParticipant"("ticketId", "address");
ALTER TABLE "TicketParticipant" ADD CONSTRAINT "TicketParticipant_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "OutgoingMail" ADD COLUMN "copyOfId" UUID;
ALTER TABLE "OutgoingMail" DROP CONSTRAINT "OutgoingMail_kind_check";
ALTER TABLE "OutgoingMail" ADD CONSTRAINT "OutgoingMail_kind_check" CHECK ("kind" IN ('reply', 'copy', 'receipt'));
