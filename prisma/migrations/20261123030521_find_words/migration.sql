-- Words of messages and facts of tickets, filled by a sweep: a message pays nothing for being found later.
CREATE TABLE "SearchText" (
    "id" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "words" TSVECTOR NOT NULL,
    CONSTRAINT "SearchText_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "SearchText_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "SearchText_kind_known" CHECK ("kind" IN ('message', 'facts'))
);
CREATE INDEX "SearchText_at_id_idx" ON "SearchText"("at" DESC, "id" DESC);
CREATE INDEX "SearchText_ticketId_at_idx" ON "SearchText"("ticketId", "at");
CREATE INDEX "SearchText_words_idx" ON "SearchText" USING GIN ("words");

CREATE TABLE "SearchProgress" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "messageId" UUID NOT NULL,
    CONSTRAINT "SearchProgress_pkey" PRIMARY KEY ("id")
);
