// The smallest thing the supervisor can keep: serves once the database answers, ends on request.
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { DATABASE_URL, DATA_DIR, HOST, PORT, REPOSITORY, SECRET_KEY, DIE_AT_ONCE } = process.env;
if (DIE_AT_ONCE) process.exit(3);
const { Pool } = createRequire(join(REPOSITORY, 'package.json'))('pg');
const pool = new Pool({ connectionString: DATABASE_URL, connectionTimeoutMillis: 1000 });
pool.on('error', () => undefined);

const answers = {
  '/health/ready': async () => (await pool.query('SELECT 1 AS ready')).rows[0],
  '/words': async () => (await pool.query('SELECT word FROM words ORDER BY word')).rows.map((row) => row.word),
  '/write': async () => (await pool.query('INSERT INTO words VALUES ($1)', [`word-${Date.now()}`])).rowCount,
  '/key': async () => SECRET_KEY,
  '/die': async () => process.exit(3),
};

const server = createServer(async (request, response) => {
  try {
    response.end(JSON.stringify(await answers[request.url]()));
  } catch (error) {
    response.writeHead(503).end(String(error));
  }
});
server.listen(Number(PORT), HOST);

process.on('SIGTERM', async () => {
  server.closeAllConnections();
  server.close();
  // The database has to be there still while the application finishes.
  const { rowCount } = await pool.query(`INSERT INTO words VALUES ('drained ' || clock_timestamp())`);
  appendFileSync(join(DATA_DIR, 'drained'), `${rowCount}\n`);
  await pool.end();
  process.exit(0);
});
