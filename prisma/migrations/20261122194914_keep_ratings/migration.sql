CREATE TABLE "Rating" (
    "id" UUID NOT NULL,
    "chatId" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "visitorId" UUID,
    "teamId" UUID,
    "score" SMALLINT,
    "tags" TEXT[],
    "solved" BOOLEAN,
    "comment" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answeredAt" TIMESTAMPTZ(3),
    "changedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "Rating_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Rating_score_check" CHECK ("score" BETWEEN 1 AND 5)
);

CREATE TABLE "RatingAgent" (
    "ratingId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "replies" INTEGER NOT NULL,
    CONSTRAINT "RatingAgent_pkey" PRIMARY KEY ("ratingId","accountId")
);

CREATE UNIQUE INDEX "Rating_chatId_key" ON "Rating"("chatId");
CREATE INDEX "Rating_ticketId_idx" ON "Rating"("ticketId");
CREATE INDEX "Rating_teamId_idx" ON "Rating"("teamId");
CREATE INDEX "RatingAgent_accountId_idx" ON "RatingAgent"("accountId");

ALTER TABLE "Rating" ADD CONSTRAINT "Rating_chatId_fkey" FOREIGN KEY ("chatId") REFERENCES "Chat"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Rating" ADD CONSTRAINT "Rating_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "RatingAgent" ADD CONSTRAINT "RatingAgent_ratingId_fkey" FOREIGN KEY ("ratingId") REFERENCES "Rating"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "RatingAgent" ADD CONSTRAINT "RatingAgent_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
