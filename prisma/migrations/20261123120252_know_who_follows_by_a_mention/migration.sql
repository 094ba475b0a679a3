-- Who follows only because a note mentioned him ceases to when that note is recalled.
ALTER TABLE "TicketFollower" ADD COLUMN "messageId" UUID;
