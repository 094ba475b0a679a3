import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preparePrograms } from '../../server/start/binaries.mjs';
import { createCluster } from '../../server/start/cluster.mjs';
import { clearFolder, databaseUrl, startPostgres } from '../../server/start/postgres.mjs';
import { findProcess, signalIfAlive } from '../../server/start/processes.mjs';
import { databaseUser } from '../../server/start/user.mjs';

const PREFIX = 'aftercare-test-postgres-';
const LOSABLE = { fsync: 'off', full_page_writes: 'off' };

/**
 * A PostgreSQL of its own for tests, in a temporary folder, as the product runs it.
 * @param {{ root?: string, durable?: boolean, settings?: Record<string, string> }} [options]
 *   `durable` keeps what was committed through a crash of the machine, as in production; `settings` are PostgreSQL's
 */
export async function startTestPostgres({ root = process.cwd(), durable = false, settings = {} } = {}) {
  await removeAbandoned();
  const home = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const data = join(home, 'data');
  const user = databaseUser(data);
  if (user) chmodSync(home, 0o711);
  const programs = await preparePrograms(root, user);
  const password = randomBytes(16).toString('hex');
  await createCluster({ home, programs, password, user, roleOptions: 'CREATEDB', durable });
  const wanted = { home, programs, user, settings: { ...(durable ? {} : LOSABLE), ...settings } };
  let running = await startPostgres(wanted);
  const { port } = running;
  const atExit = () => {
    if (running.isRunning()) signalIfAlive(running.pid, 'SIGQUIT');
  };
  process.once('exit', atExit);
  return {
    port,
    home,
    url: databaseUrl(running, password),
    /** @param {string} database */
    urlOf: (database) => databaseUrl(running, password, database),
    pid: () => running.pid,
    /** Ends every process of the database at once, as a power cut of the database alone. */
    crash: () => running.crash(),
    /** Starts again after `crash`, on the same port and data. */
    async start() {
      running = await startPostgres({ ...wanted, port });
      if (running.port !== port) throw new Error(`Port ${port} was taken while the database was down`);
    },
    /** Stops and removes everything. */
    async stop() {
      process.off('exit', atExit);
      await (durable ? running.stop() : running.crash());
      // A process of the database that is still dying may make one more file while the folder goes.
      rmSync(home, { recursive: true, force: true, maxRetries: 20 });
    },
  };
}

/** A test run that was killed could not stop its database. */
async function removeAbandoned() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const owner = Number(name.slice(PREFIX.length).split('-')[0]);
    if (findProcess(owner) !== undefined) continue;
    const home = join(tmpdir(), name);
    if (readdirSync(home).includes('data')) await clearFolder(join(home, 'data'));
    rmSync(home, { recursive: true, force: true });
  }
}
