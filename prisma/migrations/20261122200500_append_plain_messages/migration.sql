-- What nearly every message is, a text that both sides see and the only one of its conversation in the batch, needs
-- none of what makes post_messages dear: no search for a repeat before, no ranking inside the batch.
-- This writes such a batch in one pass and leaves to post_messages whatever turns out to be more.
--
-- The UPDATE gives the places: it waits for whoever holds a Timeline row and goes on from what that one committed.
-- The writer hands the tickets in id order, the order post_messages locks in. No row comes back for a ticket that is
-- missing or not simply open. A repeat fails the unique key on ("senderId", "clientMessageId") and with it the batch:
-- both go through post_messages then, which knows every answer.
--
-- The plan is made once and has to be the one that reads one row of "Timeline" per item, whatever was in the tables then.

-- Heads, previews and the waiting time move with every message; with an index on the waiting time each of these
-- updates has to enter the row anew into every index of the table. No statement reads that index.
DROP INDEX "Timeline_waitingSince_idx";

-- Where the event begins that tells of the newest messages: so an UPDATE can say whether it was the one to open it.
ALTER TABLE "Timeline" ADD COLUMN "announcedFrom" INTEGER NOT NULL DEFAULT 0;

CREATE FUNCTION post_plain_messages(
  at timestamptz, tickets uuid[], ids uuid[], senders uuid[], keys text[], customers boolean[], names text[], texts text[]
)
RETURNS TABLE (ord int, "staffSeq" int, "publicSeq" int, "later" timestamptz, stirred boolean)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
AS $$
BEGIN
  RETURN QUERY
  WITH moved AS (
    UPDATE "Timeline" t SET
      "staffHead" = t."staffHead" + 1,
      "publicHead" = t."publicHead" + 1,
      "waitingSince" = CASE WHEN n.customer THEN coalesce(t."waitingSince", greatest(at, t."lastMessageAt")) END,
      "lastMessageAt" = greatest(at, t."lastMessageAt"),
      "lastCustomerAt" = CASE WHEN n.customer THEN greatest(at, t."lastMessageAt") ELSE t."lastCustomerAt" END,
      "lastStaffAt" = CASE WHEN n.customer THEN t."lastStaffAt" ELSE greatest(at, t."lastMessageAt") END,
      "firstStaffAt" = CASE WHEN n.customer THEN t."firstStaffAt" ELSE coalesce(t."firstStaffAt", greatest(at, t."lastMessageAt")) END,
      "preview" = left(n.body, 140),
      "previewBy" = CASE WHEN n.customer THEN 'customer' ELSE 'agent' END,
      "customerUnread" = CASE WHEN n.customer THEN 0 ELSE t."customerUnread" + 1 END,
      "staffUnread" = CASE WHEN n.customer THEN t."staffUnread" + 1 ELSE 0 END,
      "announcedFrom" = CASE WHEN t."announced" THEN t."announcedFrom" ELSE t."staffHead" + 1 END,
      "announced" = true
    FROM unnest(tickets, ids, senders, keys, customers, names, texts) WITH ORDINALITY AS n(ticket, id, sender, key, customer, name, body, ord)
    WHERE t."ticketId" = n.ticket AND t."gate" = 'open'
    RETURNING n.*, t."staffHead", t."publicHead", t."lastMessageAt" AS stamp,
      t."announcedFrom" = t."staffHead" AS opens_event,
      -- Somebody began to wait now, or may have ceased to: an unread count that starts anew follows a customer's word.
      CASE WHEN n.customer THEN t."waitingSince" = t."lastMessageAt" ELSE t."customerUnread" = 1 END AS stirs
  ), added AS (
    INSERT INTO "Message" ("id", "ticketId", "staffSeq", "publicSeq", "senderId", "clientMessageId", "authorKind", "authorName", "kind", "text", "internal", "createdAt")
    SELECT m.id, m.ticket, m."staffHead", m."publicHead", m.sender, m.key, CASE WHEN m.customer THEN 'customer' ELSE 'agent' END, m.name, 'text', m.body, false, m.stamp
    FROM moved m
  ), announced AS (
    INSERT INTO "Event" ("id", "name", "subject", "actorKind", "actorId", "payload", "createdAt")
    SELECT m.id, 'message.posted', m.ticket, CASE WHEN m.customer THEN 'customer' ELSE 'agent' END, m.sender,
      json_build_object('ticketId', m.ticket, 'fromSeq', m."staffHead"), m.stamp
    FROM moved m WHERE m.opens_event
  )
  SELECT m.ord::int, m."staffHead", m."publicHead", nullif(m.stamp, at), m.stirs FROM moved m;
END
$$;
