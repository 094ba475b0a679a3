import { fork, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { NODE_OPTIONS } from '../../../server/start/node-options.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const ROOT = here('../../../');
const GC = ['--expose-gc', '--import', here('collect-garbage.mjs')];
const READY_MS = 60_000;
const STOP_MS = 20_000;
const GC_MS = 1_200;

const started = new Set();
// Whatever ends this program ends what it started, and nothing else.
process.once('exit', () => started.forEach((child) => child.kill('SIGKILL')));
for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]]) process.once(signal, () => process.exit(code));

function watch(child) {
  started.add(child);
  const gone = new Promise((resolve) => child.once('exit', (code, signal) => {
    started.delete(child);
    resolve(signal ?? code);
  }));
  return {
    pid: child.pid,
    gone,
    isRunning: () => started.has(child),
    async collectGarbage() {
      child.kill('SIGUSR2');
      await pause(GC_MS);
    },
    /** Ends it at once. */
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    async stop() {
      child.kill('SIGTERM');
      if (!(await Promise.race([gone.then(() => true), pause(STOP_MS, false, { ref: false })]))) await this.kill();
    },
  };
}

export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * The built server in its default shape: one process that does everything. Limits that protect it from one rude
 * client are raised, because here one client plays many; nothing else differs from production.
 * @param {{ databaseUrl: string, dataDir: string, port?: number, nodeArgs?: string[], roles?: string, env?: Record<string, string> }} wanted
 */
export async function startAftercare({ databaseUrl, dataDir, port, nodeArgs = GC, roles = 'web,sockets,worker,scheduler', env = {} }) {
  const own = port ?? (await freePort());
  const log = openSync(join(dataDir, 'server.log'), 'a');
  const began = performance.now();
  const child = spawn(process.execPath, [...NODE_OPTIONS, ...nodeArgs, join(ROOT, 'dist/server/src/main.js'), '--run', roles], {
    cwd: ROOT, stdio: ['ignore', log, log],
    env: {
      PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(own), DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir, DEMO: 'off', LOG_LEVEL: 'warn', VISITOR_EVENTS_PER_SECOND: '100000', AGENT_EVENTS_PER_SECOND: '100000', ...env,
    },
  });
  closeSync(log);
  const server = { ...watch(child), port: own, log: join(dataDir, 'server.log'), readyMs: 0 };
  while (performance.now() - began < READY_MS) {
    if (!server.isRunning()) throw new Error(`the server ended before it was ready; see ${server.log}`);
    if (await isReady(own)) return { ...server, readyMs: performance.now() - began };
    await pause(10);
  }
  await server.kill();
  throw new Error(`the server was not ready after ${READY_MS} ms; see ${server.log}`);
}

async function isReady(port) {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2_000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    // Not listening yet; the caller watches the time.
    return false;
  }
}

/** A script of ours with a channel to it; resolves with what it says first. */
export async function startScript(path, argv = []) {
  const child = fork(here(path), argv, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: GC });
  const running = watch(child);
  const first = await Promise.race([
    new Promise((resolve) => child.once('message', resolve)),
    running.gone.then((how) => { throw new Error(`${path} ended early (${how})`); }),
  ]);
  return { ...running, first, channel: child };
}
