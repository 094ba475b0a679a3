// Applies what is missing of prisma/migrations to DATABASE_URL and keeps the ordinary `_prisma_migrations` table.
import pg from 'pg';
import { migrations, NO_FILTER, openSchemaEngine } from './schema-engine.mjs';

/** @returns the names of the migrations that were applied now. Two callers at once take turns. */
export async function migrate(connectionString) {
  const guard = new pg.Client({ connectionString });
  await guard.connect();
  try {
    await guard.query('SELECT pg_advisory_lock(7233001)');
    if (await upToDate(guard)) return [];
    const engine = await openSchemaEngine(connectionString);
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: migrations(), filters: NO_FILTER });
    return appliedMigrationNames;
  } finally {
    await guard.end();
  }
}

// Starting the engine costs half a second; a database that is up to date need not pay it.
async function upToDate(client) {
  const { rows: [table] } = await client.query(`SELECT to_regclass('_prisma_migrations') AS name`);
  if (!table.name) return false;
  const { rows } = await client.query('SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL');
  const done = new Set(rows.map((row) => row.migration_name));
  const known = migrations().migrationDirectories.map((directory) => directory.path);
  const foreign = [...done].filter((name) => !known.includes(name));
  if (foreign.length > 0) {
    throw new Error(`This database was made by a newer Aftercare (it knows the migration ${foreign[0]}). Start that version, or restore a backup of this one.`);
  }
  return known.every((name) => done.has(name));
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const url = process.env.DATABASE_URL;
  if (!url) {
    console.error('DATABASE_URL is not set: there is no database to migrate.');
    process.exit(1);
  }
  try {
    const applied = await migrate(url);
    console.log(applied.length ? `Applied ${applied.length} migrations, the last is ${applied.at(-1)}.` : 'The database is up to date.');
    process.exit(0);
  } catch (fault) {
    console.error(fault.message);
    process.exit(1);
  }
}
