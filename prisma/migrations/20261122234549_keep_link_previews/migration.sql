CREATE TABLE "LinkPreview" (
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "urlHash" BYTEA NOT NULL,
    "host" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'due',
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "answeredBy" TEXT,
    "title" TEXT,
    "site" TEXT,
    "description" TEXT,
    "picture" BYTEA,
    "pictureWidth" INTEGER,
    "pictureHeight" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "fetchedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LinkPreview_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "LinkPreview_urlHash_key" ON "LinkPreview"("urlHash");
CREATE INDEX "LinkPreview_state_dueAt_idx" ON "LinkPreview"("state", "dueAt");
CREATE INDEX "LinkPreview_expiresAt_idx" ON "LinkPreview"("expiresAt");
CREATE INDEX "LinkPreview_fetchedAt_idx" ON "LinkPreview"("fetchedAt");

CREATE TABLE "LinkPreviewPlace" (
    "previewId" UUID NOT NULL,
    "ticketId" UUID NOT NULL,

    CONSTRAINT "LinkPreviewPlace_pkey" PRIMARY KEY ("previewId","ticketId")
);
CREATE INDEX "LinkPreviewPlace_ticketId_idx" ON "LinkPreviewPlace"("ticketId");
ALTER TABLE "LinkPreviewPlace" ADD CONSTRAINT "LinkPreviewPlace_previewId_fkey" FOREIGN KEY ("previewId") REFERENCES "LinkPreview"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "LinkPreviewPlace" ADD CONSTRAINT "LinkPreviewPlace_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;
