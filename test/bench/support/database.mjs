import { startTestPostgres } from '../../support/postgres.mjs';
import { migrate } from '../../../prisma/migrate.mjs';

/** A PostgreSQL as the product runs it, with every commit on the disk before it is confirmed, migrated. */
export async function startDurableDatabase(settings = {}) {
  const postgres = await startTestPostgres({ durable: true, settings });
  await migrate(postgres.url);
  return postgres;
}
