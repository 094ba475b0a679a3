import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const READY_MS = 10_000;

/** The program `redis-server`; REDIS_SERVER_PATH names another than that of the PATH. */
function findRedisServer() {
  const named = process.env.REDIS_SERVER_PATH;
  const candidates = named ? [named] : [...(process.env.PATH ?? '').split(delimiter), '/usr/bin'].map((folder) => join(folder, 'redis-server'));
  return candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      // Not there: the next one.
      return false;
    }
  });
}

/**
 * A Redis of its own for tests, on loopback, that keeps nothing on disk.
 * @param {{ policy?: string }} [options]
 */
export async function startTestRedis({ policy = 'noeviction' } = {}) {
  const program = findRedisServer();
  if (!program) throw new Error('redis-server is not installed (Debian: apt-get install redis-server)');
  const home = mkdtempSync(join(tmpdir(), 'aftercare-test-redis-'));
  const port = await freePort();
  let child = null;
  let gone = Promise.resolve();
  const atExit = () => child?.kill('SIGKILL');
  process.once('exit', atExit);
  const start = async () => {
    child = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', '--dir', home, '--save', '', '--appendonly', 'no', '--maxmemory-policy', policy], { stdio: 'ignore' });
    const mine = child;
    gone = new Promise((resolve, reject) => {
      mine.once('error', reject);
      mine.once('exit', () => {
        if (child === mine) child = null;
        resolve();
      });
    });
    const deadline = performance.now() + READY_MS;
    while (!(await answers(port))) {
      if (child !== mine || performance.now() > deadline) throw new Error(`redis-server did not start on port ${port}`);
      await pause(20);
    }
  };
  await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    /** Ends it without warning; whatever it had is lost. */
    async kill() {
      child?.kill('SIGKILL');
      await gone;
    },
    /** Starts again on the same port, empty. */
    start,
    async stop() {
      process.off('exit', atExit);
      child?.kill('SIGKILL');
      await gone;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.setTimeout(1_000, () => socket.destroy());
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (bytes) => {
      resolve(bytes.toString().startsWith('+PONG'));
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}
