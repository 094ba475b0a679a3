-- By the database's own clock, so that every process finds what another one recorded, whatever clock that one goes by.
-- Rows from before stay without: nobody looks back further than half a minute.
ALTER TABLE "Event" ADD COLUMN "recordedAt" TIMESTAMPTZ(3);
ALTER TABLE "Event" ALTER COLUMN "recordedAt" SET DEFAULT clock_timestamp();
-- Messages have numbers of their own; leaving them out keeps this index off their path.
CREATE INDEX "Event_recordedAt_idx" ON "Event" ("recordedAt") WHERE "name" <> 'message.posted';

CREATE TABLE "Node" (
    "id" UUID NOT NULL,
    "isLinked" BOOLEAN NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT "Node_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "SocketLease" ADD COLUMN "endedAt" TIMESTAMPTZ(3);
