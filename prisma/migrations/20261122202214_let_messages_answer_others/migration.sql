-- What a message answers, as it was then. Null for nearly all, and no plain message is written with it.
ALTER TABLE "Message" ADD COLUMN "replyTo" JSONB;
