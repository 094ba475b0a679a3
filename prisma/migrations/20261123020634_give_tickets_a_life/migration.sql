-- What a ticket is about, how urgent it is, and where it stands between "new" and "closed".
ALTER TABLE "Ticket"
  ADD COLUMN "priority" TEXT NOT NULL DEFAULT 'normal',
  ADD COLUMN "type" TEXT NOT NULL DEFAULT 'question',
  ADD COLUMN "tags" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "snoozedUntil" TIMESTAMPTZ(3),
  ADD COLUMN "snoozeHolds" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "solvedAt" TIMESTAMPTZ(3),
  ADD COLUMN "solvedById" UUID;

ALTER TABLE "Ticket" DROP CONSTRAINT "Ticket_state_known";
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_state_known" CHECK ("state" IN ('new', 'open', 'pending', 'on_hold', 'solved', 'closed'));
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_priority_known" CHECK ("priority" IN ('low', 'normal', 'high', 'urgent'));
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_type_known" CHECK ("type" IN ('question', 'problem', 'complaint', 'task'));

CREATE INDEX "Ticket_tags_idx" ON "Ticket" USING GIN ("tags");
-- What the clock does: wake what sleeps, close what was solved long enough ago.
CREATE INDEX "Ticket_snoozed_idx" ON "Ticket" ("snoozedUntil") WHERE "snoozedUntil" IS NOT NULL;
CREATE INDEX "Ticket_solved_idx" ON "Ticket" ("solvedAt") WHERE "state" = 'solved';

UPDATE "Ticket" SET "type" = 'complaint' WHERE "id" IN (SELECT "ticketId" FROM "Complaint");
