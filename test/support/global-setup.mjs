import pg from 'pg';
import { migrate } from '../../prisma/migrate.mjs';
import { startTestPostgres } from './postgres.mjs';

export const TEMPLATE = 'aftercare_template';

/** One PostgreSQL for the whole run, with a migrated database that every test file clones. */
export default async function setUp() {
  const postgres = await startTestPostgres({ settings: { max_connections: '200', synchronous_commit: 'off' } });
  globalThis.testPostgres = postgres;
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await admin.end();
  await migrate(postgres.urlOf(TEMPLATE));
  process.env.TEST_DATABASE_ADMIN_URL = postgres.url;
  process.env.TEST_DATABASE_TEMPLATE = TEMPLATE;
}
