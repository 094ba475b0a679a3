-- A page of a list reads rows of the page, whatever else there is: the order of the queue has a narrow table of its
-- own with an index for each way to read it (decision 0023). "Timeline" has the truth about waiting and moving, but
-- changes with every message, and an index there would make every message dearer (decision 0014).
CREATE TABLE "TicketPlace" (
  "ticketId" UUID NOT NULL,
  "shelf" TEXT NOT NULL,
  "teamId" UUID,
  "assigneeId" UUID,
  "waitingSince" TIMESTAMPTZ(3),
  "movedAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "TicketPlace_pkey" PRIMARY KEY ("ticketId"),
  CONSTRAINT "TicketPlace_shelf_check" CHECK ("shelf" IN ('open', 'snoozed', 'done'))
);
ALTER TABLE "TicketPlace" ADD CONSTRAINT "TicketPlace_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Rights, team and state follow in the same transaction, whoever changes them.
CREATE FUNCTION keep_ticket_place(ticket uuid) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "TicketPlace" AS pl ("ticketId", "shelf", "teamId", "assigneeId", "waitingSince", "movedAt")
  SELECT k."id",
    CASE WHEN k."state" IN ('solved', 'closed') THEN 'done'
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

CREATE FUNCTION ticket_takes_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM keep_ticket_place(NEW."id");
  RETURN NULL;
END
$$;
CREATE FUNCTION part_of_ticket_takes_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM keep_ticket_place(NEW."ticketId");
  RETURN NULL;
END
$$;
CREATE TRIGGER "Ticket_place" AFTER INSERT OR UPDATE OF "state", "snoozedUntil", "teamId", "assigneeId" ON "Ticket" FOR EACH ROW EXECUTE FUNCTION ticket_takes_place();
CREATE TRIGGER "Timeline_place" AFTER INSERT ON "Timeline" FOR EACH ROW EXECUTE FUNCTION part_of_ticket_takes_place();
CREATE TRIGGER "Chat_begins_place" AFTER INSERT ON "Chat" FOR EACH ROW EXECUTE FUNCTION part_of_ticket_takes_place();
CREATE TRIGGER "Chat_ends_place" AFTER UPDATE OF "state" ON "Chat" FOR EACH ROW WHEN ((OLD."state" = 'ended') <> (NEW."state" = 'ended')) EXECUTE FUNCTION part_of_ticket_takes_place();

INSERT INTO "TicketPlace" ("ticketId", "shelf", "teamId", "assigneeId", "waitingSince", "movedAt")
SELECT k."id",
  CASE WHEN k."state" IN ('solved', 'closed') THEN 'done'
    WHEN k."snoozedUntil" IS NULL OR EXISTS (SELECT 1 FROM "Chat" c WHERE c."ticketId" = k."id" AND c."state" <> 'ended') THEN 'open'
    ELSE 'snoozed' END,
  k."teamId", k."assigneeId", t."waitingSince", coalesce(t."lastMessageAt", k."createdAt")
FROM "Ticket" k LEFT JOIN "Timeline" t ON t."ticketId" = k."id";

CREATE INDEX "TicketPlace_assigneeId_shelf_idx" ON "TicketPlace"("assigneeId", "shelf");
CREATE INDEX "TicketPlace_waiting" ON "TicketPlace" ("waitingSince", "ticketId") WHERE "shelf" = 'open' AND "waitingSince" IS NOT NULL;
CREATE INDEX "TicketPlace_moved" ON "TicketPlace" ("movedAt" DESC, "ticketId") WHERE "shelf" = 'open' AND "waitingSince" IS NULL;
CREATE INDEX "TicketPlace_done" ON "TicketPlace" ("movedAt" DESC, "ticketId") WHERE "shelf" = 'done';
