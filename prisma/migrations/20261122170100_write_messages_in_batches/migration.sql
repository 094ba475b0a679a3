-- The one writer of messages. It takes a batch, gives each fresh message its place in the two streams of
-- its ticket under the lock of the ticket's Timeline, and answers one row per item of the batch.
--
-- Two statements, because under READ COMMITTED the second sees what was committed while the first waited
-- for locks. In one statement two racers with the same client message id both find nothing and both insert.
-- Rows are locked in id order, so two batches can never wait for each other in a circle.
--
-- `outcome`: posted, repeat (the first answer again), reused (same id, other content), closed, merged, missing.
--
-- `tickets` names the tickets of the batch, so that the lock need not read the batch first. The plan is made once:
-- planning this anew costs as much as writing twenty messages. Tables grow after it is made, so it must not
-- be one that reads a small table from end to end, and no step may compare every item of a batch with every other.
CREATE FUNCTION post_messages(tickets uuid[], batch json, at timestamptz)
RETURNS TABLE (
  outcome text, id uuid, "ticketId" uuid, "staffSeq" int, "publicSeq" int, "createdAt" timestamptz, stirred boolean
)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
AS $$
#variable_conflict use_column
BEGIN
  PERFORM 1 FROM "Timeline" t WHERE t."ticketId" = ANY(tickets) ORDER BY t."ticketId" FOR UPDATE;

  RETURN QUERY
  WITH input AS MATERIALIZED (
    SELECT i.*, t."ticketId" AS found, t."gate", t."publicHead", t."staffHead", t."waitingSince", t."lastMessageAt", t."announced",
      m."id" AS known, m."ticketId" AS "knownTicketId", m."staffSeq" AS "knownStaffSeq", m."publicSeq" AS "knownPublicSeq", m."createdAt" AS "knownAt",
      (m."kind" = i.kind AND coalesce(m."recalledText", m."text") IS NOT DISTINCT FROM i.body AND m."internal" = i.internal) AS same
    FROM json_to_recordset(batch) AS i(
      ord int, id uuid, "ticketId" uuid, "senderId" uuid, "clientMessageId" text, "authorKind" text, "authorName" text,
      kind text, body text, card jsonb, system jsonb, internal boolean
    )
    LEFT JOIN "Timeline" t ON t."ticketId" = i."ticketId"
    LEFT JOIN LATERAL (
      SELECT * FROM "Message" m WHERE m."senderId" = i."senderId" AND m."clientMessageId" = i."clientMessageId" LIMIT 1
    ) m ON true
  ), ranked AS MATERIALIZED (
    -- Of several items with one client message id, the first that may be posted leads; the others are its repeats.
    SELECT i.*, (i.found IS NOT NULL AND (i."gate" IN ('open', 'quiet') OR i.kind = 'system') AND i.known IS NULL) AS eligible,
      CASE WHEN i."clientMessageId" IS NULL OR i."senderId" IS NULL THEN i.ord ELSE
        min(i.ord) FILTER (WHERE i.found IS NOT NULL AND (i."gate" IN ('open', 'quiet') OR i.kind = 'system') AND i.known IS NULL)
          OVER (PARTITION BY i."senderId", i."clientMessageId") END AS leader
    FROM input i
  ), fresh AS MATERIALIZED (
    SELECT r.*, greatest(at, r."lastMessageAt") AS stamp,
      r."staffHead" + (row_number() OVER place)::int AS staff_seq,
      CASE WHEN r.internal THEN NULL ELSE r."publicHead" + (count(*) FILTER (WHERE NOT r.internal) OVER place)::int END AS public_seq
    FROM ranked r
    WHERE r.eligible AND r.leader = r.ord
    WINDOW place AS (PARTITION BY r."ticketId" ORDER BY r.ord)
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
      (array_agg(left(f.body, 140) ORDER BY f.ord DESC) FILTER (WHERE f.kind <> 'system' AND NOT f.internal))[1] AS said,
      (array_agg(f."authorKind" ORDER BY f.ord DESC) FILTER (WHERE f.kind <> 'system' AND NOT f.internal))[1] AS said_by,
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
      "preview" = CASE WHEN p.said_by IS NULL THEN t."preview" ELSE p.said END,
      "previewBy" = coalesce(p.said_by, t."previewBy"),
      "customerUnread" = CASE WHEN p.last_customer > p.last_agent THEN 0 ELSE t."customerUnread" + p.to_customer END,
      "staffUnread" = CASE WHEN p.last_agent >= 0 THEN 0 ELSE t."staffUnread" END + CASE WHEN p.last_agent > p.last_customer THEN 0 ELSE p.from_customer END,
      "announced" = true
    FROM per_ticket p WHERE t."ticketId" = p."ticketId"
  ), announced AS (
    INSERT INTO "Event" ("id", "name", "subject", "actorKind", "actorId", "payload", "createdAt")
    SELECT f.id, 'message.posted', p."ticketId", f."authorKind", f."senderId", json_build_object('ticketId', p."ticketId", 'fromSeq', p.from_seq), p.stamp
    FROM per_ticket p JOIN fresh f ON f.ord = p.first_ord
    WHERE NOT p.announced
  ), woken AS (
    INSERT INTO "Event" ("id", "name", "subject", "actorKind", "actorId", "payload", "createdAt")
    SELECT overlay(f.id::text PLACING right(gen_random_uuid()::text, 12) FROM 25)::uuid, 'timeline.woken', p."ticketId", 'customer', f."senderId", json_build_object('ticketId', p."ticketId"), p.stamp
    FROM per_ticket p JOIN fresh f ON f.ord = p.last_customer
    WHERE p.quiet AND p.last_customer >= 0
  )
  SELECT
    CASE
      WHEN f.ord IS NOT NULL THEN CASE WHEN f.ord = i.ord THEN 'posted' WHEN f.kind = i.kind AND f.body IS NOT DISTINCT FROM i.body AND f.internal = i.internal THEN 'repeat' ELSE 'reused' END
      WHEN i.known IS NOT NULL THEN CASE WHEN i.same THEN 'repeat' ELSE 'reused' END
      WHEN i.found IS NULL THEN 'missing'
      ELSE i."gate" END,
    coalesce(f.id, i.known), coalesce(f."ticketId", i."knownTicketId", i."ticketId"),
    coalesce(f.staff_seq, i."knownStaffSeq"), coalesce(f.public_seq, i."knownPublicSeq"), coalesce(f.stamp, i."knownAt"),
    coalesce(f.ord = i.ord AND (p.waited <> (p.last_customer > p.last_agent)) AND (p.last_customer >= 0 OR p.last_agent >= 0), false)
  FROM ranked i
  LEFT JOIN fresh f ON f.ord = i.leader
  LEFT JOIN per_ticket p ON p."ticketId" = i."ticketId"
  ORDER BY i.ord;
END
$$;
