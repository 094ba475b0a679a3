-- How long answers and solutions may take, and when they are due on every ticket.
CREATE TABLE "DuePolicy" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "conditions" JSONB NOT NULL,
    "targets" JSONB NOT NULL,
    "pausesOnHold" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "DuePolicy_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "DuePolicy_name_key" ON "DuePolicy"("name");

CREATE TABLE "DuePolicyVersion" (
    "policyId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "value" JSONB NOT NULL,
    "accountId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "DuePolicyVersion_pkey" PRIMARY KEY ("policyId", "version"),
    CONSTRAINT "DuePolicyVersion_policyId_fkey" FOREIGN KEY ("policyId") REFERENCES "DuePolicy"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "DuePolicyVersion_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE
);

CREATE TABLE "TicketDue" (
    "ticketId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3),
    "warnAt" TIMESTAMPTZ(3),
    "warnedAt" TIMESTAMPTZ(3),
    "breachedAt" TIMESTAMPTZ(3),
    "metAt" TIMESTAMPTZ(3),
    "leftSeconds" INTEGER NOT NULL,
    "nextAt" TIMESTAMPTZ(3),
    "basis" JSONB NOT NULL,
    CONSTRAINT "TicketDue_pkey" PRIMARY KEY ("ticketId", "kind"),
    CONSTRAINT "TicketDue_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "TicketDue_kind_known" CHECK ("kind" IN ('first_answer', 'next_answer', 'resolution')),
    CONSTRAINT "TicketDue_state_known" CHECK ("state" IN ('running', 'paused', 'met'))
);
-- What the sweep of every second reads: only rows to which the clock will still do something.
CREATE INDEX "TicketDue_nextAt_idx" ON "TicketDue" ("nextAt") WHERE "nextAt" IS NOT NULL;

CREATE TABLE "TicketClock" (
    "ticketId" UUID NOT NULL,
    "policyId" UUID,
    "kind" TEXT,
    "state" TEXT,
    "dueAt" TIMESTAMPTZ(3),
    "warnAt" TIMESTAMPTZ(3),
    "breached" BOOLEAN NOT NULL DEFAULT false,
    "leftSeconds" INTEGER,
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "waitingSince" TIMESTAMPTZ(3),
    "firstStaffAt" TIMESTAMPTZ(3),
    "readAt" TIMESTAMPTZ(3) NOT NULL,
    "stale" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "TicketClock_pkey" PRIMARY KEY ("ticketId"),
    CONSTRAINT "TicketClock_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- Lists by due time, the view of what is urgent, and the sweep that counts anew.
CREATE INDEX "TicketClock_dueAt_idx" ON "TicketClock" ("dueAt", "ticketId") WHERE "dueAt" IS NOT NULL;
CREATE INDEX "TicketClock_urgent_idx" ON "TicketClock" ("dueAt", "ticketId") WHERE "urgent";
CREATE INDEX "TicketClock_stale_idx" ON "TicketClock" ("ticketId") WHERE "stale";
