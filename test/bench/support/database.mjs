import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startTestPostgres } from '../../support/postgres.mjs';

/** A PostgreSQL as the product runs it, with every commit on the disk before it is confirmed, migrated. */
export async function startDurableDatabase(settings = {}) {
  const postgres = await startTestPostgres({ durable: true, settings });
  // In a process of its own: the schema engine of a second migration in one process fails.
  await promisify(execFile)(process.execPath, ['prisma/migrate.mjs'], { env: { ...process.env, DATABASE_URL: postgres.url } });
  return postgres;
}
