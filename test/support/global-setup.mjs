import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { startTestPostgres } from './postgres.mjs';

const TEMPLATE = 'aftercare_template';
const MIGRATE = fileURLToPath(new URL('../../prisma/migrate.mjs', import.meta.url));

/** One PostgreSQL for the whole run, with a migrated database that every test file clones. */
export default async function setUp() {
  // A vacuum at work in a database would keep it from being dropped.
  const postgres = await startTestPostgres({ settings: { max_connections: '200', synchronous_commit: 'off', autovacuum: 'off' } });
  globalThis.testPostgres = postgres;
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  // In a process of its own: the schema engine keeps its connection, and a database in use cannot be cloned.
  await promisify(execFile)(process.execPath, [MIGRATE], { env: { ...process.env, DATABASE_URL: postgres.urlOf(TEMPLATE) } });
  await admin.query(`ALTER DATABASE ${TEMPLATE} ALLOW_CONNECTIONS false`);
  await admin.end();
  process.env.TEST_DATABASE_ADMIN_URL = postgres.url;
  process.env.TEST_DATABASE_TEMPLATE = TEMPLATE;
}
