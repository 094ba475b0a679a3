CREATE TABLE "Mailbox" (
    "channelId" UUID NOT NULL,
    "signature" TEXT NOT NULL DEFAULT '',
    "isOn" BOOLEAN NOT NULL DEFAULT true,
    "receipts" BOOLEAN NOT NULL DEFAULT true,
    "imap" JSONB,
    "imapSecret" BYTEA,
    "uidValidity" BIGINT,
    "lastUid" BIGINT NOT NULL DEFAULT 0,
    "heldBy" UUID,
    "heldUntil" TIMESTAMPTZ(3),
    "fetchedAt" TIMESTAMPTZ(3),
    "fault" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Mailbox_pkey" PRIMARY KEY ("channelId")
);

CREATE TABLE "IncomingMail" (
    "id" UUID NOT NULL,
    "channelId" UUID NOT NULL,
    "fileId" UUID,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "uidValidity" BIGINT,
    "uid" BIGINT,
    "state" TEXT NOT NULL DEFAULT 'stored',
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "fromAddress" TEXT,
    "fromName" TEXT,
    "subject" TEXT,
    "messageId" TEXT,
    "automatic" TEXT,
    "trust" TEXT,
    "text" TEXT,
    "html" TEXT,
    "lost" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "ticketId" UUID,
    "entryId" UUID,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "IncomingMail_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "OutgoingMail" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "channelId" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "aboutId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "toAddress" TEXT NOT NULL,
    "bouncedAt" TIMESTAMPTZ(3),
    "bounce" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OutgoingMail_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "IncomingMail_entryId_key" ON "IncomingMail"("entryId");

CREATE INDEX "IncomingMail_state_dueAt_idx" ON "IncomingMail"("state", "dueAt");

CREATE INDEX "IncomingMail_channelId_fromAddress_receivedAt_idx" ON "IncomingMail"("channelId", "fromAddress", "receivedAt");

CREATE INDEX "IncomingMail_messageId_idx" ON "IncomingMail"("messageId");

CREATE INDEX "IncomingMail_ticketId_idx" ON "IncomingMail"("ticketId");

CREATE UNIQUE INDEX "IncomingMail_channelId_sha256_key" ON "IncomingMail"("channelId", "sha256");

CREATE UNIQUE INDEX "IncomingMail_channelId_uidValidity_uid_key" ON "IncomingMail"("channelId", "uidValidity", "uid");

CREATE UNIQUE INDEX "OutgoingMail_number_key" ON "OutgoingMail"("number");

CREATE INDEX "OutgoingMail_ticketId_idx" ON "OutgoingMail"("ticketId");

CREATE INDEX "OutgoingMail_channelId_toAddress_createdAt_idx" ON "OutgoingMail"("channelId", "toAddress", "createdAt");

CREATE UNIQUE INDEX "OutgoingMail_aboutId_toAddress_key" ON "OutgoingMail"("aboutId", "toAddress");

CREATE INDEX "Visitor_channelId_email_idx" ON "Visitor"("channelId", "email");

ALTER TABLE "Mailbox" ADD CONSTRAINT "Mailbox_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "IncomingMail" ADD CONSTRAINT "IncomingMail_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Mailbox"("channelId") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "OutgoingMail" ADD CONSTRAINT "OutgoingMail_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Mailbox"("channelId") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "IncomingMail" ADD CONSTRAINT "IncomingMail_state_check" CHECK ("state" IN ('stored', 'parsed', 'ignored', 'failed'));
ALTER TABLE "OutgoingMail" ADD CONSTRAINT "OutgoingMail_kind_check" CHECK ("kind" IN ('reply', 'receipt'));
CREATE INDEX "Delivery_recipient_idx" ON "Delivery"("recipient");
