-- Spam is out of the lists, the counts and the due times, and is deleted by nobody. Who and when; null where the last ticket of the same sender said so.
ALTER TABLE "Ticket" ADD COLUMN "spamAt" TIMESTAMPTZ(3), ADD COLUMN "spamById" UUID;
CREATE INDEX "Ticket_spam_idx" ON "Ticket" ("spamAt") WHERE "spamAt" IS NOT NULL;

ALTER TABLE "TicketPlace" DROP CONSTRAINT "TicketPlace_shelf_check";
ALTER TABLE "TicketPlace" ADD CONSTRAINT "TicketPlace_shelf_check" CHECK ("shelf" IN ('open', 'snoozed', 'done', 'spam'));
CREATE OR REPLACE FUNCTION keep_ticket_place(ticket uuid) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "TicketPlace" AS pl ("ticketId", "shelf", "teamId", "assigneeId", "waitingSince", "movedAt")
  SELECT k."id",
    CASE WHEN k."spamAt" IS NOT NULL THEN 'spam'
      WHEN k."state" IN ('solved', 'closed') THEN 'done'
      -- Who chats now is never asleep.
      WHEN k."snoozedUntil" IS NULL OR EXISTS (SELECT 1 FROM "Chat" c WHERE c."ticketId" = k."id" AND c."state" <> 'ended') THEN 'open'
      ELSE 'snoozed' END,
    k."teamId", k."assigneeId", t."waitingSince", coalesce(t."lastMessageAt", k."createdAt")
  FROM "Ticket" k LEFT JOIN "Timeline" t ON t."ticketId" = k."id" WHERE k."id" = ticket
  ON CONFLICT ("ticketId") DO UPDATE SET "shelf" = excluded."shelf", "teamId" = excluded."teamId", "assigneeId" = excluded."assigneeId",
    "waitingSince" = excluded."waitingSince", "movedAt" = excluded."movedAt"
  WHERE (pl."shelf", pl."teamId", pl."assigneeId", pl."waitingSince", pl."movedAt")
    IS DISTINCT FROM (excluded."shelf", excluded."teamId", excluded."assigneeId", excluded."waitingSince", excluded."movedAt")
$$;
DROP TRIGGER "Ticket_place" ON "Ticket";
CREATE TRIGGER "Ticket_place" AFTER INSERT OR UPDATE OF "state", "snoozedUntil", "teamId", "assigneeId", "spamAt" ON "Ticket" FOR EACH ROW EXECUTE FUNCTION ticket_takes_place();
