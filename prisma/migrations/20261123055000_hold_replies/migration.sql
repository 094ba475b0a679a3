-- Replies that wait: for a moment in which they can be taken back, or until a chosen time.
CREATE TABLE "Outgoing" (
    "id" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "clientMessageId" TEXT NOT NULL,
    "text" TEXT,
    "fileIds" UUID[] DEFAULT ARRAY[]::UUID[],
    "replyToId" UUID,
    "kind" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "nextAt" TIMESTAMPTZ(3) NOT NULL,
    "seenSeq" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'held',
    "reason" TEXT,
    "messageId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Outgoing_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Outgoing_state_check" CHECK ("state" IN ('held', 'released', 'withdrawn', 'returned')),
    CONSTRAINT "Outgoing_kind_check" CHECK ("kind" IN ('undo', 'later'))
);
CREATE UNIQUE INDEX "Outgoing_accountId_clientMessageId_key" ON "Outgoing"("accountId", "clientMessageId");
CREATE INDEX "Outgoing_ticketId_idx" ON "Outgoing"("ticketId");
CREATE INDEX "Outgoing_held" ON "Outgoing"("nextAt") WHERE "state" = 'held';
ALTER TABLE "Outgoing" ADD CONSTRAINT "Outgoing_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Outgoing" ADD CONSTRAINT "Outgoing_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
