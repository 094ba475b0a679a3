-- The one writer of messages. It takes a batch, gives each fresh message its place in the two streams of
-- its ticket under the lock of the ticket's Timeline, and answers one row per item of the batch.
--
-- Two statements, because under READ COMMITTED the second sees what was committed while the first waited
-- for locks. In one statement two racers with the same client message id both find nothing and both insert.
-- Rows are locked in id order, so two batches can never wait for each other in a circle.
--
-- `outcome`: posted, repeat (the first answer again), reused (same id, other content), closed, merged, missing.
CREATE FUNCTION post_messages(batch json, at timestamptz)
RETURNS TABLE (
  ord int, outcome text, id uuid, "ticketId" uuid, "staffSeq" int, "publicSeq" int, "createdAt" timestamptz, stirred boolean
)
LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan
AS $$
#variable_conflict use_column
BEGIN
  PERFORM 1 FROM "Timeline" t
  WHERE t."ticketId" IN (SELECT (i->>'ticketId')::uuid FROM json_array_elements(batch) i)
  ORDER BY t."ticketId" FOR UPDATE;

  RETURN QUERY
  WITH input AS MATERIALIZED (
    SELECT i.*, t."ticketId" AS found, t."gate", t."publicHead", t."staffHead", t."waitingSince", t."lastMessageAt", t."announced"
    FROM json_to_recordset(batch) AS i(
      ord int, id uuid, "ticketId" uuid, "senderId" uuid, "clientMessageId" text, "authorKind" text, "authorName" text,
      kind text, body text, card jsonb, system jsonb, internal boolean, "eventId" uuid, "wakeId" uuid
    )
    LEFT JOIN "Timeline" t ON t."ticketId" = i."ticketId"
  ), known AS MATERIALIZED (
    SELECT i.ord, m."id", m."ticketId", m."staffSeq", m."publicSeq", m."createdAt",
      (m."kind" = i.kind AND coalesce(m."recalledText", m."text") IS NOT DISTINCT FROM i.body AND m."internal" = i.internal) AS same
    FROM input i
    JOIN "Message" m ON m."senderId" = i."senderId" AND m."clientMessageId" = i."clientMessageId"
  ), fresh AS MATERIALIZED (
    SELECT n.*, greatest(at, n."lastMessageAt") AS stamp,
      n."staffHead" + row_number() OVER (PARTITION BY n."ticketId" ORDER BY n.ord)::int AS staff_seq,
      CASE WHEN n.internal THEN NULL ELSE
        n."publicHead" + (count(*) FILTER (WHERE NOT n.internal) OVER (PARTITION BY n."ticketId" ORDER BY n.ord))::int END AS public_seq
    FROM (
      SELECT i.*, row_number() OVER (PARTITION BY i."senderId", i."clientMessageId" ORDER BY i.ord) AS copy
      FROM input i
      WHERE i.found IS NOT NULL
        AND (i."gate" IN ('open', 'quiet') OR i.kind = 'system')
        AND NOT EXISTS (SELECT 1 FROM known k WHERE k.ord = i.ord)
    ) n
    WHERE n."clientMessageId" IS NULL OR n.copy = 1
  ), added AS (
    INSERT INTO "Message" ("id", "ticketId", "staffSeq", "publicSeq", "senderId", "clientMessageId", "authorKind", "authorName", "kind", "text", "card", "system", "internal", "createdAt")
    SELECT f.id, f."ticketId", f.staff_seq, f.public_seq, f."senderId", f."clientMessageId", f."authorKind", f."authorName", f.kind, f.body, f.card, f.system, f.internal, f.stamp
    FROM fresh f
  ), per_ticket AS MATERIALIZED (
    SELECT f."ticketId", max(f.staff_seq) AS staff_seq, max(f.public_seq) AS public_seq, max(f.stamp) AS stamp,
      coalesce(max(f.ord) FILTER (WHERE f."authorKind" = 'customer'), -1) AS last_customer,
      coalesce(max(f.ord) FILTER (WHERE f."authorKind" = 'agent' AND NOT f.internal), -1) AS last_agent,
      count(*) FILTER (WHERE f."authorKind" = 'customer')::int AS from_customer,
      count(*) FILTER (WHERE f."authorKind" IN ('agent', 'bot') AND NOT f.internal)::int AS to_customer,
      max(f.ord) FILTER (WHERE f.kind <> 'system' AND NOT f.internal) AS last_said,
      bool_or(f."waitingSince" IS NOT NULL) AS waited,
      bool_or(f."gate" = 'quiet') AS quiet,
      bool_or(f."announced") AS announced,
      min(f.staff_seq) AS from_seq, min(f.ord) AS first_ord
    FROM fresh f GROUP BY f."ticketId"
  ), moved AS (
    UPDATE "Timeline" t SET
      "staffHead" = p.staff_seq,
      "publicHead" = coalesce(p.public_seq, t."publicHead"),
      "gate" = CASE WHEN p.last_customer >= 0 AND t."gate" = 'quiet' THEN 'open' ELSE t."gate" END,
      "waitingSince" = CASE
        WHEN p.last_customer > p.last_agent THEN CASE WHEN p.last_agent >= 0 THEN p.stamp ELSE coalesce(t."waitingSince", p.stamp) END
        WHEN p.last_agent >= 0 THEN NULL
        ELSE t."waitingSince" END,
      "lastMessageAt" = p.stamp,
      "lastCustomerAt" = CASE WHEN p.last_customer >= 0 THEN p.stamp ELSE t."lastCustomerAt" END,
      "lastStaffAt" = CASE WHEN p.last_agent >= 0 THEN p.stamp ELSE t."lastStaffAt" END,
      "firstStaffAt" = CASE WHEN p.last_agent >= 0 THEN coalesce(t."firstStaffAt", p.stamp) ELSE t."firstStaffAt" END,
      "preview" = CASE WHEN p.last_said IS NULL THEN t."preview" ELSE (SELECT left(f.body, 140) FROM fresh f WHERE f.ord = p.last_said) END,
      "previewBy" = CASE WHEN p.last_said IS NULL THEN t."previewBy" ELSE (SELECT f."authorKind" FROM fresh f WHERE f.ord = p.last_said) END,
      "customerUnread" = CASE WHEN p.last_customer > p.last_agent THEN 0 ELSE t."customerUnread" + p.to_customer END,
      "staffUnread" = CASE WHEN p.last_agent >= 0 THEN 0 ELSE t."staffUnread" END + CASE WHEN p.last_agent > p.last_customer THEN 0 ELSE p.from_customer END,
      "announced" = true
    FROM per_ticket p WHERE t."ticketId" = p."ticketId"
  ), announced AS (
    INSERT INTO "Event" ("id", "name", "subject", "actorKind", "actorId", "payload", "createdAt")
    SELECT f."eventId", 'message.posted', p."ticketId", f."authorKind", f."senderId", json_build_object('ticketId', p."ticketId", 'fromSeq', p.from_seq), p.stamp
    FROM per_ticket p JOIN fresh f ON f.ord = p.first_ord
    WHERE NOT p.announced
  ), woken AS (
    INSERT INTO "Event" ("id", "name", "subject", "actorKind", "actorId", "payload", "createdAt")
    SELECT f."wakeId", 'timeline.woken', p."ticketId", 'customer', f."senderId", json_build_object('ticketId', p."ticketId"), p.stamp
    FROM per_ticket p JOIN fresh f ON f.ord = p.last_customer
    WHERE p.quiet AND p.last_customer >= 0
  )
  SELECT i.ord,
    CASE
      WHEN f.ord IS NOT NULL THEN CASE WHEN f.ord = i.ord THEN 'posted' WHEN f.kind = i.kind AND f.body IS NOT DISTINCT FROM i.body AND f.internal = i.internal THEN 'repeat' ELSE 'reused' END
      WHEN k.ord IS NOT NULL THEN CASE WHEN k.same THEN 'repeat' ELSE 'reused' END
      WHEN i.found IS NULL THEN 'missing'
      ELSE i."gate" END,
    coalesce(f.id, k."id"), coalesce(f."ticketId", k."ticketId", i."ticketId"),
    coalesce(f.staff_seq, k."staffSeq"), coalesce(f.public_seq, k."publicSeq"), coalesce(f.stamp, k."createdAt"),
    coalesce(f.ord = i.ord AND (p.waited <> (p.last_customer > p.last_agent)) AND (p.last_customer >= 0 OR p.last_agent >= 0), false)
  FROM input i
  LEFT JOIN known k ON k.ord = i.ord
  LEFT JOIN fresh f ON f.ord = i.ord OR (f."senderId" = i."senderId" AND f."clientMessageId" = i."clientMessageId")
  LEFT JOIN per_ticket p ON p."ticketId" = i."ticketId"
  ORDER BY i.ord;
END
$$;
