// A shop with people in it, written straight into the tables: the figures are about the live side, not about signing up.
import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { v7 } from 'uuid';

const AGENT = ['ticket.read', 'ticket.reply', 'ticket.note', 'ticket.assign', 'ticket.close', 'chat.accept', 'chat.transfer', 'chat.end', 'account.read'];
const SAID_BEFORE = 3;

const secret = (prefix) => prefix + randomBytes(24).toString('base64url');
const hash = (token) => createHash('sha256').update(token).digest();
const ids = (count) => Array.from({ length: count }, () => v7());

/**
 * Visitors with one conversation each, and agents of one team; the n-th agent attends the n-th conversation.
 * @returns visitors `{ token, conversationId }` and agents `{ token }`
 */
export async function fillShop(connectionString, { visitors, agents }) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const [storeId, channelId, teamId, roleId] = ids(4);
    const accountIds = ids(agents);
    const visitorIds = ids(visitors);
    const ticketIds = ids(visitors);
    const agentTokens = accountIds.map(() => secret('ac_'));
    const visitorTokens = visitorIds.map(() => secret('vt_'));
    await client.query('BEGIN');
    await client.query('INSERT INTO "Store" ("id", "name") VALUES ($1, $2)', [storeId, 'Measured shop']);
    await client.query('INSERT INTO "Team" ("id", "name") VALUES ($1, $2)', [teamId, 'Measured team']);
    await client.query('INSERT INTO "Role" ("id", "name", "permissions") VALUES ($1, $2, $3)', [roleId, 'Measured agent', AGENT]);
    await client.query(
      `INSERT INTO "Channel" ("id", "storeId", "teamId", "kind", "name", "key", "secret", "settings") VALUES ($1, $2, $3, 'widget', 'Measured', 'measured', 'none', $4)`,
      [channelId, storeId, teamId, { accent: '#3355aa', position: 'right', theme: 'auto', greeting: {}, quickQuestions: {}, allowedOrigins: [], preChat: { enabled: false, skippable: true, fields: [] } }],
    );
    await client.query(`INSERT INTO "Account" ("id", "email", "name") SELECT id, id || '@bench.test', 'Agent ' || n FROM unnest($1::uuid[]) WITH ORDINALITY AS a(id, n)`, [accountIds]);
    await client.query('INSERT INTO "AccountRole" ("accountId", "roleId") SELECT unnest($1::uuid[]), $2', [accountIds, roleId]);
    await client.query('INSERT INTO "TeamMember" ("teamId", "accountId") SELECT $2, unnest($1::uuid[])', [accountIds, teamId]);
    await client.query(
      `INSERT INTO "ApiToken" ("id", "tokenHash", "name", "accountId", "scopes") SELECT gen_random_uuid(), hash, 'bench', account, $3 FROM unnest($1::uuid[], $2::bytea[]) AS t(account, hash)`,
      [accountIds, agentTokens.map(hash), AGENT],
    );
    await client.query(
      `INSERT INTO "Visitor" ("id", "tokenHash", "channelId", "name") SELECT id, hash, $3, 'Visitor' FROM unnest($1::uuid[], $2::bytea[]) AS v(id, hash)`,
      [visitorIds, visitorTokens.map(hash), channelId],
    );
    await client.query(
      `INSERT INTO "Ticket" ("id", "channelId", "teamId", "visitorId", "assigneeId", "state")
       SELECT id, $3, $4, visitor, ($5::uuid[])[n], CASE WHEN n <= cardinality($5::uuid[]) THEN 'open' ELSE 'new' END
       FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS t(id, visitor, n)`,
      [ticketIds, visitorIds, channelId, teamId, accountIds],
    );
    await client.query(`INSERT INTO "Timeline" ("ticketId", "publicHead", "staffHead") SELECT unnest($1::uuid[]), $2, $2`, [ticketIds, SAID_BEFORE]);
    await client.query(
      `INSERT INTO "Message" ("id", "ticketId", "staffSeq", "publicSeq", "senderId", "clientMessageId", "authorKind", "authorName", "kind", "text", "createdAt")
       SELECT uuidv7(), ticket, seq, seq, visitor, 'before-' || seq, 'customer', 'Visitor', 'text', repeat('x', 200), now()
       FROM unnest($1::uuid[], $2::uuid[]) AS t(ticket, visitor), generate_series(1, $3) AS seq`,
      [ticketIds, visitorIds, SAID_BEFORE],
    );
    // Answers are due here as in any shop: what follows the talks for it is part of what a message costs.
    const targets = { first_answer: 60, next_answer: 60, resolution: 1_440 };
    await client.query(`INSERT INTO "DuePolicy" ("id", "name", "position", "conditions", "targets", "pausesOnHold") VALUES (uuidv7(), 'Measured', 1, $1, $2, false)`, [
      { teamIds: [], channelIds: [], types: [], tags: [] },
      { urgent: targets, high: targets, normal: targets, low: targets },
    ]);
    await client.query(`INSERT INTO "TicketClock" ("ticketId", "readAt") SELECT unnest($1::uuid[]), now()`, [ticketIds]);
    await client.query('COMMIT');
    await client.query('VACUUM ANALYZE');
    return {
      visitors: visitorTokens.map((token, at) => ({ token, conversationId: ticketIds[at] })),
      agents: agentTokens.map((token) => ({ token })),
    };
  } finally {
    await client.end();
  }
}

/** How many places of the streams are missing or doubled in the database itself; 0 is the only good answer. */
export async function countFlaws(connectionString) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows: [{ flaws }] } = await client.query(
      `SELECT count(*)::int AS flaws FROM "Timeline" t LEFT JOIN LATERAL (
         SELECT count(*) AS n, count(DISTINCT "publicSeq") AS places, coalesce(max("staffSeq"), 0) AS last FROM "Message" m WHERE m."ticketId" = t."ticketId"
       ) m ON true WHERE m.n <> t."staffHead" OR m.last <> t."staffHead" OR m.places <> t."publicHead"`,
    );
    return flaws;
  } finally {
    await client.end();
  }
}
