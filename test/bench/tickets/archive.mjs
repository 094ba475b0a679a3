// Years of tickets, laid straight into the tables: the figures are about reading many, not about how they came.
import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { v7 } from 'uuid';

const RIGHTS = ['ticket.read', 'ticket.read_all', 'ticket.reply', 'ticket.note', 'ticket.assign', 'ticket.edit', 'ticket.close', 'account.read', 'customer.contact'];
const TEAMS = 10;
const AGENTS = 50;
/** One ticket in so many is still open. */
const OPEN_ONE_IN = 20;
const AT_ONCE = 100_000;

/** So many open tickets bear the mark by which one change takes them all. */
const MARKED = 10_000;
const TEXTS = 500;
const WORDS = 'the kettle leaks at its base since Tuesday and my parcel has not come could you please look where it is thank you very much'.split(' ');
const SIGNS = [...'我的包裹还没有到请帮看看现在哪里谢订单退货水壶漏'];
const SENTENCE = '我的包裹还没有到，';

/**
 * @param {string} connectionString of a migrated database without tickets
 * @param {{ tickets: number }} wanted
 * @returns the token of a lead who may see all
 */
export async function fillArchive(connectionString, { tickets }) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    // What is lost with the power is laid anew.
    await client.query('SET synchronous_commit = off');
    const [storeId, channelId, roleId] = [v7(), v7(), v7()];
    const teamIds = Array.from({ length: TEAMS }, () => v7());
    const accountIds = Array.from({ length: AGENTS }, () => v7());
    const token = `ac_${randomBytes(24).toString('base64url')}`;
    await client.query('INSERT INTO "Store" ("id", "name") VALUES ($1, $2)', [storeId, 'Measured shop']);
    await client.query(`INSERT INTO "Team" ("id", "name") SELECT id, 'Team ' || n FROM unnest($1::uuid[]) WITH ORDINALITY AS t(id, n)`, [teamIds]);
    await client.query('INSERT INTO "Role" ("id", "name", "permissions") VALUES ($1, $2, $3)', [roleId, 'Measured lead', RIGHTS]);
    await client.query(
      `INSERT INTO "Channel" ("id", "storeId", "teamId", "kind", "name", "key", "secret", "settings") VALUES ($1, $2, $3, 'widget', 'Measured', 'measured', 'none', $4)`,
      [channelId, storeId, teamIds[0], { accent: '#3355aa', position: 'right', theme: 'auto', greeting: {}, quickQuestions: {}, allowedOrigins: [], preChat: { enabled: false, skippable: true, fields: [] } }],
    );
    await client.query(`INSERT INTO "Account" ("id", "email", "name") SELECT id, id || '@bench.test', 'Agent ' || n FROM unnest($1::uuid[]) WITH ORDINALITY AS a(id, n)`, [accountIds]);
    await client.query('INSERT INTO "AccountRole" ("accountId", "roleId") SELECT unnest($1::uuid[]), $2', [accountIds, roleId]);
    await client.query('INSERT INTO "TeamMember" ("teamId", "accountId") SELECT $2, unnest($1::uuid[])', [accountIds, teamIds[0]]);
    await client.query(`INSERT INTO "ApiToken" ("id", "tokenHash", "name", "accountId", "scopes") VALUES (gen_random_uuid(), $1, 'bench', $2, $3)`, [createHash('sha256').update(token).digest(), accountIds[0], RIGHTS]);
    const talk = await texts();
    for (let from = 1; from <= tickets; from += AT_ONCE) await layTickets(client, { from, to: Math.min(tickets, from + AT_ONCE - 1), channelId, teamIds, accountIds, talk });
    await client.query('INSERT INTO "SearchProgress" ("messageId") SELECT "id" FROM "Message" ORDER BY "id" DESC LIMIT 1');
    await client.query('VACUUM ANALYZE');
    return { token, marked: Math.min(MARKED, Math.floor(tickets / OPEN_ONE_IN)) };
  } finally {
    await client.end();
  }
}

/** What is said, one text in ten in Chinese, and the words it is found by, told apart by the product itself. */
async function texts() {
  const { vectorOf } = await import('../../../dist/server/src/search/search-words.rules.js');
  const pick = (list, at, times) => Array.from({ length: times }, (_, nth) => list[(at * 7 + nth * (at % 11 + 1)) % list.length]);
  const all = Array.from({ length: TEXTS }, (_, at) => (at % 10 === 0 ? SENTENCE + pick(SIGNS, at, 20).join('') : pick(WORDS, at, 30).join(' ')));
  return { texts: all, vectors: all.map((text) => vectorOf([text])) };
}

/** One customer, ticket, timeline and message for each number; the ids of a number are the same in all tables. */
async function layTickets(client, { from, to, channelId, teamIds, accountIds, talk }) {
  await client.query(`CREATE TEMPORARY TABLE laid AS SELECT *, uuidv7(at - now()) AS message FROM (
    SELECT n, gen_random_uuid() AS ticket, gen_random_uuid() AS customer, n % ${OPEN_ONE_IN} = 0 AS open, now() - make_interval(mins => (n::bigint * 7919 % 525600)::int) AS at
    FROM generate_series(${from}, ${to}) AS n) numbered`);
  await client.query(`INSERT INTO "Customer" ("id", "name", "createdAt") SELECT customer, 'Customer ' || n, at FROM laid`);
  await client.query(
    `INSERT INTO "Ticket" ("id", "channelId", "teamId", "customerId", "assigneeId", "state", "subject", "tags", "createdAt", "closedAt")
     SELECT ticket, $1, ($2::uuid[])[1 + n / ${OPEN_ONE_IN} % ${TEAMS}], customer, CASE WHEN n % 3 > 0 THEN ($3::uuid[])[1 + n / ${OPEN_ONE_IN} % ${AGENTS}] END, CASE WHEN open THEN 'open' ELSE 'closed' END, 'Matter ' || n,
       CASE WHEN open AND n <= ${MARKED * OPEN_ONE_IN} THEN ARRAY['marked', 'kettle'] ELSE ARRAY['kettle'] END, at, CASE WHEN NOT open THEN at END FROM laid`,
    [channelId, teamIds, accountIds],
  );
  await client.query(
    `INSERT INTO "Timeline" ("ticketId", "publicHead", "staffHead", "gate", "waitingSince", "lastMessageAt", "lastCustomerAt", "preview", "previewBy")
     SELECT ticket, 1, 1, CASE WHEN open THEN 'open' ELSE 'closed' END, CASE WHEN open AND n % 3 = 0 THEN at END, at, at, 'Where is parcel ' || n || '?', 'customer' FROM laid`,
  );
  await client.query(
    `INSERT INTO "Message" ("id", "ticketId", "staffSeq", "publicSeq", "senderId", "clientMessageId", "authorKind", "authorName", "kind", "text", "createdAt")
     SELECT message, ticket, 1, 1, customer, 'laid', 'customer', 'Customer ' || n, 'text', ($1::text[])[1 + n % ${TEXTS}] || ' parcel' || n, at FROM laid`,
    [talk.texts],
  );
  await client.query(
    `INSERT INTO "SearchText" ("id", "ticketId", "kind", "at", "words")
     SELECT message, ticket, 'message', at, ($1::text[])[1 + n % ${TEXTS}]::tsvector || to_tsvector('simple', 'parcel' || n) FROM laid`,
    [talk.vectors],
  );
  await client.query(`INSERT INTO "TicketClock" ("ticketId", "kind", "state", "dueAt", "readAt") SELECT ticket, 'next_answer', 'running', now() + make_interval(mins => 10 + n % 600), now() FROM laid WHERE open`);
  await client.query('DROP TABLE laid');
}

/** A narrow table of as many tickets, as the anchor reads it. */
export async function fillAnchor(connectionString, { tickets }) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(`CREATE TABLE bench_ticket (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer bigint NOT NULL, subject text NOT NULL, status text NOT NULL, queue int NOT NULL, moved_at timestamptz NOT NULL DEFAULT now())`);
    await client.query('CREATE TABLE bench_message (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, ticket bigint NOT NULL, body text NOT NULL)');
    await client.query('CREATE TABLE bench_event (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, ticket bigint NOT NULL, name text NOT NULL)');
    await client.query(
      `INSERT INTO bench_ticket (customer, subject, status, queue, moved_at) SELECT n, 'Matter ' || n, CASE WHEN n % ${OPEN_ONE_IN} = 0 THEN 'open' ELSE 'closed' END, 1, now() - make_interval(mins => n) FROM generate_series(1, ${tickets}) AS n`,
    );
    await client.query('CREATE INDEX bench_ticket_queue ON bench_ticket (queue, status, moved_at DESC, id DESC)');
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}
