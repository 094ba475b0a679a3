-- Signatures of people and teams, and the organisation's own words in the mails that we write by ourselves.
CREATE TABLE "MailSignature" (
    "ownerId" UUID NOT NULL,
    "ownerKind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MailSignature_pkey" PRIMARY KEY ("ownerId"),
    CONSTRAINT "MailSignature_ownerKind_check" CHECK ("ownerKind" IN ('account', 'team'))
);
CREATE TABLE "MailWording" (
    "locale" TEXT NOT NULL,
    "subject" TEXT,
    "receipt" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "MailWording_pkey" PRIMARY KEY ("locale")
);
