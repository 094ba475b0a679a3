CREATE TABLE "AutomaticLine" (
    "chatId" UUID NOT NULL,
    "situation" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AutomaticLine_pkey" PRIMARY KEY ("chatId","situation")
);

ALTER TABLE "AutomaticLine" ADD CONSTRAINT "AutomaticLine_chatId_fkey" FOREIGN KEY ("chatId") REFERENCES "Chat"("id") ON DELETE CASCADE ON UPDATE CASCADE;
