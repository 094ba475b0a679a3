import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { NODE_OPTIONS } from './node-options.mjs';
import { waitUntil } from './processes.mjs';

const READY_MS = 60_000;
const DRAIN_MS = 20_000;
const GUARD = new URL('./follow-supervisor.mjs', import.meta.url).href;

/**
 * @typedef {{ pid: number, exited: Promise<string>, isRunning: () => boolean, stop: () => Promise<void>, kill: () => void }} RunningApp
 *   `exited` gives how it ended, in words; `stop` lets it finish what it is doing
 */

/**
 * Starts the built application in a session of its own, so that Ctrl-C reaches it only through the supervisor.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {ReturnType<import('./app-log.mjs').openAppLog>} log
 * @returns {RunningApp}
 */
export function launchApp(root, env, log) {
  const main = join(root, 'dist', 'server', 'src', 'main.js');
  const args = [...NODE_OPTIONS, '--enable-source-maps', '--import', GUARD, main, '--run', 'web,sockets,worker,scheduler'];
  const child = spawn(process.execPath, args, { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  log.follow(child);
  let running = true;
  const exited = new Promise((resolve) => {
    child.once('close', (code, signal) => {
      running = false;
      resolve(signal ? `signal ${signal}` : `exit code ${code}`);
    });
    child.once('error', (error) => {
      running = false;
      resolve(error.message);
    });
  });
  return {
    pid: child.pid ?? 0,
    exited,
    isRunning: () => running,
    kill: () => child.kill('SIGKILL'),
    async stop() {
      if (running) child.kill('SIGTERM');
      if (!(await waitUntil(() => !running, DRAIN_MS))) child.kill('SIGKILL');
      await exited;
    },
  };
}

/**
 * Waits until the application serves.
 * @param {RunningApp} app
 * @param {{ host: string, port: number }} where
 * @returns {Promise<boolean>} false when it ended instead, or is ended here because it takes too long
 */
export async function becomesReady(app, { host, port }) {
  const deadline = Date.now() + READY_MS;
  while (!(await isReady(host, port))) {
    if (!app.isRunning()) return false;
    if (Date.now() > deadline) {
      await app.stop();
      return false;
    }
    await wait(50);
  }
  return app.isRunning();
}

async function isReady(host, port) {
  try {
    const answer = await fetch(`http://${reachable(host)}:${port}/health/ready`, { signal: AbortSignal.timeout(2000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    // Not listening yet; the caller watches the time and the process.
    return false;
  }
}

/** An address to open for one to listen on. @param {string} host */
export function reachable(host) {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
