-- Deeds that are done together, and changes of many tickets that are worked off one by one.
CREATE TABLE "Macro" (
    "id" UUID NOT NULL,
    "ownerId" UUID,
    "teamId" UUID,
    "title" TEXT NOT NULL,
    "pinyin" TEXT NOT NULL,
    "folder" TEXT,
    "actions" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Macro_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "MacroUse" (
    "macroId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "uses" INTEGER NOT NULL DEFAULT 1,
    "lastUsedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MacroUse_pkey" PRIMARY KEY ("macroId","accountId")
);
CREATE TABLE "BulkChange" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "permissions" TEXT[],
    "undoOfId" UUID,
    "title" TEXT,
    "actions" JSONB NOT NULL,
    "total" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "stoppedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "BulkChange_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "BulkItem" (
    "changeId" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "seenSeq" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "code" TEXT,
    "step" INTEGER,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "BulkItem_pkey" PRIMARY KEY ("changeId","ticketId")
);

CREATE INDEX "Macro_ownerId_idx" ON "Macro"("ownerId");
CREATE INDEX "Macro_teamId_idx" ON "Macro"("teamId");
CREATE INDEX "MacroUse_accountId_idx" ON "MacroUse"("accountId");
CREATE INDEX "BulkChange_accountId_id_idx" ON "BulkChange"("accountId", "id");
CREATE INDEX "BulkChange_undoOfId_idx" ON "BulkChange"("undoOfId");
CREATE INDEX "BulkItem_changeId_state_idx" ON "BulkItem"("changeId", "state");

ALTER TABLE "Macro" ADD CONSTRAINT "Macro_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Macro" ADD CONSTRAINT "Macro_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "MacroUse" ADD CONSTRAINT "MacroUse_macroId_fkey" FOREIGN KEY ("macroId") REFERENCES "Macro"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "MacroUse" ADD CONSTRAINT "MacroUse_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "BulkChange" ADD CONSTRAINT "BulkChange_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "BulkChange" ADD CONSTRAINT "BulkChange_undoOfId_fkey" FOREIGN KEY ("undoOfId") REFERENCES "BulkChange"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "BulkItem" ADD CONSTRAINT "BulkItem_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "BulkChange"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "BulkItem" ADD CONSTRAINT "BulkItem_state_known" CHECK ("state" IN ('waiting', 'done', 'failed'));
-- What a sweep looks for every second.
CREATE INDEX "BulkChange_running_idx" ON "BulkChange"("id") WHERE "finishedAt" IS NULL;
