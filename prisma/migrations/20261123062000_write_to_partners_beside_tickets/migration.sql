-- Talks by mail with a warehouse, a carrier or a supplier, beside a ticket and unseen by its customer.
CREATE TABLE "Partner" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Partner_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Partner_address_key" ON "Partner"("address");

CREATE TABLE "SideConversation" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "ticketId" UUID NOT NULL,
    "channelId" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "addresses" TEXT[],
    "state" TEXT NOT NULL DEFAULT 'open',
    "unread" BOOLEAN NOT NULL DEFAULT false,
    "openedById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SideConversation_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "SideConversation_state_check" CHECK ("state" IN ('open', 'done'))
);
CREATE UNIQUE INDEX "SideConversation_number_key" ON "SideConversation"("number");
CREATE INDEX "SideConversation_ticketId_idx" ON "SideConversation"("ticketId");
ALTER TABLE "SideConversation" ADD CONSTRAINT "SideConversation_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "SideMessage" (
    "id" UUID NOT NULL,
    "sideConversationId" UUID NOT NULL,
    "direction" TEXT NOT NULL,
    "accountId" UUID,
    "clientMessageId" TEXT,
    "authorName" TEXT NOT NULL,
    "fromAddress" TEXT,
    "text" TEXT NOT NULL,
    "mailId" UUID,
    "automatic" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SideMessage_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "SideMessage_direction_check" CHECK ("direction" IN ('out', 'in'))
);
CREATE UNIQUE INDEX "SideMessage_mailId_key" ON "SideMessage"("mailId");
CREATE UNIQUE INDEX "SideMessage_accountId_clientMessageId_key" ON "SideMessage"("accountId", "clientMessageId");
CREATE INDEX "SideMessage_sideConversationId_idx" ON "SideMessage"("sideConversationId");
ALTER TABLE "SideMessage" ADD CONSTRAINT "SideMessage_sideConversationId_fkey" FOREIGN KEY ("sideConversationId") REFERENCES "SideConversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "OutgoingMail" DROP CONSTRAINT "OutgoingMail_kind_check";
ALTER TABLE "OutgoingMail" ADD CONSTRAINT "OutgoingMail_kind_check" CHECK ("kind" IN ('reply', 'copy', 'receipt', 'side'));
