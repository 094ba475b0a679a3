-- Whose talk went on since the due times were counted. The relay marks it, so that nobody has to read the messages for it.
ALTER TABLE "TicketClock" ADD COLUMN "talked" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "TicketClock_talked_idx" ON "TicketClock" ("readAt") WHERE "talked";
UPDATE "TicketClock" c SET "talked" = true FROM "Timeline" t
WHERE t."ticketId" = c."ticketId" AND (c."waitingSince" IS DISTINCT FROM t."waitingSince" OR c."firstStaffAt" IS DISTINCT FROM t."firstStaffAt");
