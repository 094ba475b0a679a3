-- What the desk does by itself: rules, what they said before, when they are due, and what they did.
CREATE TABLE "Rule" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "isOn" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL,
    "when" JSONB NOT NULL,
    "conditions" JSONB NOT NULL,
    "actions" JSONB NOT NULL,
    "trigger" TEXT NOT NULL,
    "hearsWords" BOOLEAN NOT NULL DEFAULT false,
    "clocksTo" UUID,
    "removedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "Rule_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Rule_trigger_idx" ON "Rule" ("trigger");

CREATE TABLE "RuleVersion" (
    "ruleId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "value" JSONB NOT NULL,
    "accountId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "RuleVersion_pkey" PRIMARY KEY ("ruleId", "version"),
    CONSTRAINT "RuleVersion_ruleId_fkey" FOREIGN KEY ("ruleId") REFERENCES "Rule"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "RuleVersion_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE
);

CREATE TABLE "RuleClock" (
    "id" UUID NOT NULL,
    "ruleId" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3),
    "askedAt" TIMESTAMPTZ(3),
    CONSTRAINT "RuleClock_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "RuleClock_ruleId_fkey" FOREIGN KEY ("ruleId") REFERENCES "Rule"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "RuleClock_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "RuleClock_ruleId_ticketId_key" ON "RuleClock" ("ruleId", "ticketId");
CREATE INDEX "RuleClock_ticketId_idx" ON "RuleClock" ("ticketId");
-- What the sweep of every second reads: only clocks that were not asked yet.
CREATE INDEX "RuleClock_due_idx" ON "RuleClock" ("dueAt") WHERE "askedAt" IS NULL AND "dueAt" IS NOT NULL;

CREATE TABLE "RuleRun" (
    "id" UUID NOT NULL,
    "ruleId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "ticketId" UUID NOT NULL,
    "occasion" TEXT NOT NULL,
    "rootId" UUID,
    "trigger" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "steps" JSONB NOT NULL DEFAULT '[]',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "RuleRun_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "RuleRun_ruleId_fkey" FOREIGN KEY ("ruleId") REFERENCES "Rule"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "RuleRun_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "RuleRun_outcome_known" CHECK ("outcome" IN ('done', 'nothing', 'stopped'))
);
CREATE UNIQUE INDEX "RuleRun_ruleId_ticketId_occasion_key" ON "RuleRun" ("ruleId", "ticketId", "occasion");
CREATE INDEX "RuleRun_ticketId_id_idx" ON "RuleRun" ("ticketId", "id");
CREATE INDEX "RuleRun_ruleId_id_idx" ON "RuleRun" ("ruleId", "id");

CREATE TABLE "RuleReply" (
    "messageId" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "visitorId" UUID NOT NULL,
    "ruleId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "RuleReply_pkey" PRIMARY KEY ("messageId"),
    CONSTRAINT "RuleReply_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "RuleReply_createdAt_idx" ON "RuleReply" ("createdAt");
CREATE INDEX "RuleReply_ticketId_idx" ON "RuleReply" ("ticketId");
