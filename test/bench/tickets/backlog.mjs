// So many jobs that wait in the queue of the desk, on PostgreSQL or on Redis; and waiting until none does.
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { createPostgresBackend, Queue, setDefaultBackendFactory } from 'bullmq';

const AT_ONCE = 1_000;

/** @returns what takes them away again */
export async function pileUp({ databaseUrl, redisPort, jobs }) {
  // Undefined is the library's own way: Redis.
  setDefaultBackendFactory(databaseUrl ? createPostgresBackend : undefined);
  const connection = databaseUrl ? { connectionString: databaseUrl, schema: 'bullmq', migrate: true, max: 2 } : { host: '127.0.0.1', port: redisPort };
  const queue = new Queue('reactions', { connection });
  await queue.waitUntilReady();
  for (let from = 0; from < jobs; from += AT_ONCE) {
    await queue.addBulk(Array.from({ length: Math.min(AT_ONCE, jobs - from) }, (_, at) => ({ name: 'waits', data: { eventId: String(from + at), reaction: 'waits' } })));
  }
  return async () => {
    await queue.obliterate({ force: true });
    await queue.close();
  };
}

/** Waits until everything that follows from what was done is done too: otherwise the next figure pays for it. @returns how many seconds that took */
export async function settle({ databaseUrl }) {
  const begun = performance.now();
  const client = new pg.Client(databaseUrl);
  await client.connect();
  setDefaultBackendFactory(createPostgresBackend);
  const queue = new Queue('reactions', { connection: { connectionString: databaseUrl, schema: 'bullmq', max: 1 } });
  await queue.waitUntilReady();
  for (;;) {
    const { rows: [{ left }] } = await client.query('SELECT count(*)::int AS left FROM "Event" WHERE "relayedAt" IS NULL');
    if (left === 0 && (await queue.getJobCountByTypes('waiting', 'active', 'prioritized')) === 0) break;
    await pause(250);
  }
  await queue.close();
  await client.end();
  return Math.round((performance.now() - begun) / 100) / 10;
}
