-- What new tickets begin with, under names.
CREATE TABLE "TicketTemplate" (
    "id" UUID NOT NULL,
    "ownerId" UUID,
    "teamId" UUID,
    "title" TEXT NOT NULL,
    "pinyin" TEXT NOT NULL,
    "folder" TEXT,
    "opens" JSONB NOT NULL,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "TicketTemplate_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "TicketTemplate_ownerId_idx" ON "TicketTemplate"("ownerId");
CREATE INDEX "TicketTemplate_teamId_idx" ON "TicketTemplate"("teamId");
ALTER TABLE "TicketTemplate" ADD CONSTRAINT "TicketTemplate_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "TicketTemplate" ADD CONSTRAINT "TicketTemplate_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;
