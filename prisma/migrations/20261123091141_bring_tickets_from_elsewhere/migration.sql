-- Tickets that were elsewhere before: where, under which id, and since when they are here.
ALTER TABLE "Ticket" ADD COLUMN "origin" TEXT, ADD COLUMN "externalId" TEXT, ADD COLUMN "importedAt" TIMESTAMPTZ(3);
CREATE UNIQUE INDEX "Ticket_origin_externalId_key" ON "Ticket"("origin", "externalId");

CREATE TABLE "Import" (
    "id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "place" TEXT NOT NULL DEFAULT '',
    "channelId" UUID NOT NULL,
    "teamId" UUID,
    "state" TEXT NOT NULL DEFAULT 'reading',
    "mapping" JSONB NOT NULL,
    "tally" JSONB NOT NULL,
    "walkedTo" INTEGER NOT NULL DEFAULT 0,
    "madeById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Import_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Import_source_known" CHECK ("source" IN ('csv', 'zendesk', 'chatwoot')),
    CONSTRAINT "Import_state_known" CHECK ("state" IN ('reading', 'checking', 'ready', 'bringing', 'paused', 'done', 'removing', 'removed'))
);
CREATE INDEX "Import_state_idx" ON "Import"("state");

CREATE TABLE "ImportFile" (
    "id" UUID NOT NULL,
    "importId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "charset" TEXT,
    "columns" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "fault" TEXT,
    "records" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ImportFile_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ImportFile_state_known" CHECK ("state" IN ('waiting', 'read', 'failed'))
);
CREATE UNIQUE INDEX "ImportFile_importId_sha256_key" ON "ImportFile"("importId", "sha256");
CREATE INDEX "ImportFile_state_idx" ON "ImportFile"("state");

CREATE TABLE "ImportRecord" (
    "id" SERIAL NOT NULL,
    "importId" UUID NOT NULL,
    "fileId" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "ticketKey" TEXT,
    "data" JSONB NOT NULL,

    CONSTRAINT "ImportRecord_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ImportRecord_kind_known" CHECK ("kind" IN ('ticket', 'message', 'person'))
);
CREATE UNIQUE INDEX "ImportRecord_importId_kind_externalId_key" ON "ImportRecord"("importId", "kind", "externalId");
CREATE INDEX "ImportRecord_importId_kind_id_idx" ON "ImportRecord"("importId", "kind", "id");
CREATE INDEX "ImportRecord_importId_ticketKey_idx" ON "ImportRecord"("importId", "ticketKey");

CREATE TABLE "ImportRefusal" (
    "id" SERIAL NOT NULL,
    "importId" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "externalId" TEXT,
    "code" TEXT NOT NULL,
    "detail" TEXT,
    "phase" TEXT NOT NULL,

    CONSTRAINT "ImportRefusal_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "ImportRefusal_importId_phase_idx" ON "ImportRefusal"("importId", "phase");

CREATE TABLE "ImportedTicket" (
    "ticketId" UUID NOT NULL,
    "importId" UUID NOT NULL,
    "staffHead" INTEGER NOT NULL,
    "assigneeName" TEXT,
    "url" TEXT,

    CONSTRAINT "ImportedTicket_pkey" PRIMARY KEY ("ticketId")
);
CREATE INDEX "ImportedTicket_importId_idx" ON "ImportedTicket"("importId");

CREATE TABLE "ImportedPerson" (
    "origin" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "channelId" UUID NOT NULL,
    "visitorId" UUID NOT NULL,
    "importId" UUID NOT NULL,
    "made" BOOLEAN NOT NULL,

    CONSTRAINT "ImportedPerson_pkey" PRIMARY KEY ("origin","channelId","key")
);
CREATE INDEX "ImportedPerson_importId_idx" ON "ImportedPerson"("importId");
CREATE INDEX "ImportedPerson_visitorId_idx" ON "ImportedPerson"("visitorId");

ALTER TABLE "Import" ADD CONSTRAINT "Import_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Import" ADD CONSTRAINT "Import_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Import" ADD CONSTRAINT "Import_madeById_fkey" FOREIGN KEY ("madeById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "ImportFile" ADD CONSTRAINT "ImportFile_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ImportRecord" ADD CONSTRAINT "ImportRecord_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ImportRefusal" ADD CONSTRAINT "ImportRefusal_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ImportedTicket" ADD CONSTRAINT "ImportedTicket_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ImportedTicket" ADD CONSTRAINT "ImportedTicket_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ImportedPerson" ADD CONSTRAINT "ImportedPerson_visitorId_fkey" FOREIGN KEY ("visitorId") REFERENCES "Visitor"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ImportedPerson" ADD CONSTRAINT "ImportedPerson_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE CASCADE ON UPDATE CASCADE;
