CREATE TABLE "Visit" (
    "id" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "channelId" UUID NOT NULL,
    "visitorId" UUID,
    "customerId" UUID,
    "locale" TEXT NOT NULL,
    "language" TEXT,
    "device" TEXT NOT NULL,
    "referrer" TEXT,
    "nth" INTEGER NOT NULL DEFAULT 1,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,
    "pageCount" INTEGER NOT NULL DEFAULT 0,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Visit_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "VisitPage" (
    "id" UUID NOT NULL,
    "visitId" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "VisitPage_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Invite" (
    "id" UUID NOT NULL,
    "visitId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "shownAt" TIMESTAMPTZ(3),
    "openedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "ticketId" UUID,

    CONSTRAINT "Invite_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "Visit_tokenHash_key" ON "Visit"("tokenHash");

CREATE INDEX "Visit_seenAt_idx" ON "Visit"("seenAt");

CREATE INDEX "Visit_visitorId_startedAt_idx" ON "Visit"("visitorId", "startedAt");

CREATE INDEX "Visit_customerId_idx" ON "Visit"("customerId");

CREATE INDEX "VisitPage_visitId_id_idx" ON "VisitPage"("visitId", "id");

CREATE INDEX "Invite_visitId_idx" ON "Invite"("visitId");

CREATE INDEX "Invite_accountId_idx" ON "Invite"("accountId");

CREATE INDEX "Invite_ticketId_idx" ON "Invite"("ticketId");

CREATE INDEX "Invite_state_expiresAt_idx" ON "Invite"("state", "expiresAt");

ALTER TABLE "Visit" ADD CONSTRAINT "Visit_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Visit" ADD CONSTRAINT "Visit_visitorId_fkey" FOREIGN KEY ("visitorId") REFERENCES "Visitor"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Visit" ADD CONSTRAINT "Visit_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "VisitPage" ADD CONSTRAINT "VisitPage_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "Visit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Invite" ADD CONSTRAINT "Invite_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "Visit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Invite" ADD CONSTRAINT "Invite_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Invite" ADD CONSTRAINT "Invite_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;


-- Two agents who invite one visitor at once: one of them does.
CREATE UNIQUE INDEX "Invite_open_key" ON "Invite"("visitId") WHERE "state" IN ('waiting', 'shown');

-- Whoever may attend chats may see who is on the shop and invite; the built-in roles learn it at every start.
UPDATE "Role" SET "permissions" = "permissions" || ARRAY['visit.read', 'visit.invite'] WHERE "builtIn" IS NULL AND 'chat.accept' = ANY("permissions");
