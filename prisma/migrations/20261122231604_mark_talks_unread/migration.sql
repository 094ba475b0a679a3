-- Where a person of the staff put his own mark back to. What the customer is told of having been read stays as it was.
ALTER TABLE "TimelineRead" ADD COLUMN "unreadFrom" INTEGER;
CREATE INDEX "TimelineRead_unread_idx" ON "TimelineRead" ("accountId", "ticketId") WHERE "unreadFrom" IS NOT NULL;
