CREATE TABLE "MessageTranslation" (
    "messageId" UUID NOT NULL,
    "target" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "fromLanguage" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MessageTranslation_pkey" PRIMARY KEY ("messageId","target")
);
ALTER TABLE "MessageTranslation" ADD CONSTRAINT "MessageTranslation_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE;
