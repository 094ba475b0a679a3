-- Colleagues follow tickets, and are pointed to them by those who mention them in notes.
ALTER TABLE "Message" ADD COLUMN "mentions" JSONB;

CREATE TABLE "TicketFollower" (
    "ticketId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TicketFollower_pkey" PRIMARY KEY ("ticketId", "accountId")
);
CREATE INDEX "TicketFollower_accountId_idx" ON "TicketFollower"("accountId");
ALTER TABLE "TicketFollower" ADD CONSTRAINT "TicketFollower_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "TicketFollower" ADD CONSTRAINT "TicketFollower_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "Notice" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "messageId" UUID,
    "byId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3),
    "letterAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Notice_kind_check" CHECK ("kind" IN ('mentioned', 'followed'))
);
CREATE UNIQUE INDEX "Notice_accountId_messageId_key" ON "Notice"("accountId", "messageId");
CREATE INDEX "Notice_accountId_id_idx" ON "Notice"("accountId", "id");
CREATE INDEX "Notice_ticketId_idx" ON "Notice"("ticketId");
-- The few that nobody has looked at, and those that a letter is to tell of.
CREATE INDEX "Notice_unseen_idx" ON "Notice"("accountId") WHERE "seenAt" IS NULL;
CREATE INDEX "Notice_letterAt_idx" ON "Notice"("letterAt") WHERE "letterAt" IS NOT NULL;
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;
