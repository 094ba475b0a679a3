// Years of tickets, laid straight into the tables: the figures are about reading many, not about how they came.
import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { v7 } from 'uuid';

const RIGHTS = ['ticket.read', 'ticket.read_all', 'ticket.reply', 'ticket.note', 'ticket.assign', 'ticket.close', 'account.read'];
const TEAMS = 10;
const AGENTS = 50;
/** One ticket in so many is still open. */
const OPEN_ONE_IN = 20;
const AT_ONCE = 100_000;

const WORDS = 'the kettle leaks at its base since Tuesday and my parcel has not come could you please look where it is thank you very much'.split(' ');

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
    for (let from = 1; from <= tickets; from += AT_ONCE) await layTickets(client, { from, to: Math.min(tickets, from + AT_ONCE - 1), channelId, teamIds, accountIds });
    await client.query('VACUUM ANALYZE');
    return { token };
  } finally {
    await client.end();
  }
}

/** One customer, ticket, timeline and message for each number; the ids of a number are the same in all tables. */
async function layTickets(client, { from, to, channelId, teamIds, accountIds }) {
  await client.query(`CREATE TEMPORARY TABLE laid AS SELECT n, gen_random_uuid() AS ticket, gen_random_uuid() AS customer,
    n % ${OPEN_ONE_IN} = 0 AS open, now() - make_interval(mins => (n::bigint * 7919 % 525600)::int) AS at FROM generate_series(${from}, ${to}) AS n`);
  await client.query(`INSERT INTO "Customer" ("id", "name", "createdAt") SELECT customer, 'Customer ' || n, at FROM laid`);
  await client.query(
    `INSERT INTO "Ticket" ("id", "channelId", "teamId", "customerId", "assigneeId", "state", "subject", "createdAt", "closedAt")
     SELECT ticket, $1, ($2::uuid[])[1 + n / ${OPEN_ONE_IN} % ${TEAMS}], customer, CASE WHEN n % 3 > 0 THEN ($3::uuid[])[1 + n / ${OPEN_ONE_IN} % ${AGENTS}] END, CASE WHEN open THEN 'open' ELSE 'closed' END, 'Matter ' || n, at, CASE WHEN NOT open THEN at END FROM laid`,
    [channelId, teamIds, accountIds],
  );
  await client.query(
    `INSERT INTO "Timeline" ("ticketId", "publicHead", "staffHead", "gate", "waitingSince", "lastMessageAt", "lastCustomerAt", "preview", "previewBy")
     SELECT ticket, 1, 1, CASE WHEN open THEN 'open' ELSE 'closed' END, CASE WHEN open AND n % 3 = 0 THEN at END, at, at, 'Where is parcel ' || n || '?', 'customer' FROM laid`,
  );
  await client.query(
    `INSERT INTO "Message" ("id", "ticketId", "staffSeq", "publicSeq", "senderId", "clientMessageId", "authorKind", "authorName", "kind", "text", "createdAt")
     SELECT gen_random_uuid(), ticket, 1, 1, customer, 'laid', 'customer', 'Customer ' || n, 'text',
       'parcel' || n || ' ' || (SELECT string_agg(($1::text[])[1 + (n * i % ${WORDS.length})], ' ') FROM generate_series(1, 30) AS i), at FROM laid`,
    [WORDS],
  );
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
