-- A removal walks once over the tickets of an import, in their order.
ALTER TABLE "Import" ADD COLUMN "removedTo" UUID;
DROP INDEX "ImportedTicket_importId_idx";
CREATE INDEX "ImportedTicket_importId_ticketId_idx" ON "ImportedTicket"("importId", "ticketId");
