// So many jobs that wait in the queue of the desk, on PostgreSQL or on Redis.
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
