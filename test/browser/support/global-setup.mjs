import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { startTestPostgres } from '../../support/postgres.mjs';

const READY_MS = 120_000;
const run = promisify(execFile);

/** One PostgreSQL for the browser tests, with a demo shop that is filled once and cloned by every test file. */
export default async function setUp() {
  const postgres = await startTestPostgres({ settings: { max_connections: '300', autovacuum: 'off' } });
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-demo-template-'));
  globalThis.demoTemplate = { postgres, folder };
  await run(process.execPath, ['prisma/migrate.mjs'], { env: { ...process.env, DATABASE_URL: postgres.url } });
  await fill(postgres.url, folder);
  const admin = new pg.Client({ connectionString: postgres.urlOf('postgres') });
  await admin.connect();
  const template = new URL(postgres.url).pathname.slice(1);
  await admin.query(`ALTER DATABASE "${template}" ALLOW_CONNECTIONS false`);
  await admin.end();
  process.env.DEMO_TEMPLATE = JSON.stringify({ adminUrl: postgres.urlOf('postgres'), template, folder });
}

/** Starts the built product once: it is ready when the demo shop is filled. */
async function fill(databaseUrl, folder) {
  const port = await freePort();
  const log = join(folder, 'server.log');
  const output = openSync(log, 'a');
  const server = spawn(process.execPath, ['dist/server/src/main.js'], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), DATABASE_URL: databaseUrl, DATA_DIR: folder, DEMO: 'on', DEMO_VISITORS: 'off' },
    stdio: ['ignore', output, output],
  });
  const gone = new Promise((resolve) => server.once('exit', resolve));
  const atExit = () => server.kill('SIGKILL');
  process.once('exit', atExit);
  const began = performance.now();
  while (!(await isReady(port))) {
    if (server.exitCode !== null || performance.now() - began > READY_MS) throw new Error(`the demo shop was not filled:\n${readFileSync(log, 'utf8')}`);
    await pause(50);
  }
  server.kill('SIGTERM');
  await gone;
  process.off('exit', atExit);
}

async function isReady(port) {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2_000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    // Not listening yet: the caller watches the time.
    return false;
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
