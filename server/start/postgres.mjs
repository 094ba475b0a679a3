import { spawn } from 'node:child_process';
import { openSync, closeSync, readFileSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE, databaseEnvironment } from './cluster.mjs';
import { Failure, diskFull, saysDiskFull } from './failure.mjs';
import { freeLocalPort } from './ports.mjs';
import { findProcess, processesWorkingIn, signalIfAlive, waitUntil } from './processes.mjs';

const READY_MS = 120_000;
const FAST_STOP_MS = 30_000;
const IMMEDIATE_STOP_MS = 10_000;
const ATTEMPTS = 5;

/**
 * @typedef {{ pid: number, port: number, exited: Promise<string>, isRunning: () => boolean,
 *   stop: () => Promise<void>, crash: () => Promise<void> }} RunningPostgres
 *   `exited` gives how it ended, in words; `stop` ends sessions and writes a checkpoint; `crash` ends every process at once without one
 */

/**
 * Starts a cluster in a session of its own, whatever an earlier run left behind.
 * @param {{
 *   home: string, programs: string, port?: number, user?: import('./user.mjs').DatabaseUser, settings?: Record<string, string>
 * }} wanted `port` is taken when it is free
 * @returns {Promise<RunningPostgres>}
 */
export async function startPostgres({ home, programs, port, user, settings = {} }) {
  const data = realpathSync(join(home, 'data'));
  for (let attempt = 1; ; attempt += 1) {
    await clearFolder(data);
    const chosen = await freeLocalPort(port);
    const started = launch({ home, data, programs, port: chosen, user, settings });
    const ready = await waitUntil(() => isReady(data, started.pid) || !started.isRunning(), READY_MS);
    if (ready && started.isRunning()) return started;
    await started.crash();
    const said = lastWords(home);
    if (saysDiskFull(said)) throw diskFull(data);
    // Another program may take the port, or a dying backend hold the memory, between our look and PostgreSQL's.
    const mayPass = /could not bind|pre-existing shared memory|lock file .* already exists/.test(said);
    if (!mayPass || attempt === ATTEMPTS) throw new Failure('The database does not start; see what PostgreSQL says above.', said);
  }
}

/**
 * @param {{ port: number }} postgres
 * @param {string} password
 * @param {string} [database]
 */
export function databaseUrl({ port }, password, database = DATABASE) {
  return `postgresql://${DATABASE}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/**
 * Stops the live postmaster of this very folder and forgets one that is dead, a zombie or another program by now.
 * @param {string} data
 */
export async function clearFolder(data) {
  const real = realpathSync(data);
  const recorded = postmasterFile(real)[0];
  const postmaster = recorded === undefined ? undefined : ownPostmaster(real, Number(recorded));
  if (postmaster !== undefined) await stopProcess(postmaster.pid, () => findProcess(postmaster.pid)?.began === postmaster.began);
  // Without their postmaster the others end by themselves, within moments.
  const left = () => processesWorkingIn(real).filter((pid) => isPostgres(findProcess(pid)));
  if (!(await waitUntil(() => left().length === 0, IMMEDIATE_STOP_MS))) {
    for (const pid of left()) signalIfAlive(pid, 'SIGKILL');
    await waitUntil(() => left().length === 0, IMMEDIATE_STOP_MS);
  }
  rmSync(join(real, 'postmaster.pid'), { force: true });
}

function launch({ home, data, programs, port, user, settings }) {
  const options = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    logging_collector: 'on',
    log_directory: join(home, 'log'),
    log_filename: 'postgresql-%a.log',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_truncate_on_rotation: 'on',
    ...settings,
  };
  const args = ['-D', data, ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const log = openSync(join(home, 'start.log'), 'w', 0o600);
  const child = spawn(join(programs, 'postgres'), args, {
    ...user,
    cwd: '/',
    env: databaseEnvironment(),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let running = child.pid !== undefined;
  const exited = new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      running = false;
      resolve(signal ? `signal ${signal}` : `exit code ${code}`);
    });
    child.once('error', (error) => {
      running = false;
      resolve(error.message);
    });
  });
  const pid = child.pid ?? 0;
  const isRunning = () => running;
  const stop = async () => {
    if (running) await stopProcess(pid, isRunning);
  };
  const crash = async () => {
    if (running) signalIfAlive(pid, 'SIGQUIT');
    if (!(await waitUntil(() => !running, IMMEDIATE_STOP_MS))) signalIfAlive(pid, 'SIGKILL');
    await exited;
  };
  return { pid, port, exited, isRunning, stop, crash };
}

async function stopProcess(pid, isRunning) {
  signalIfAlive(pid, 'SIGINT');
  if (await waitUntil(() => !isRunning(), FAST_STOP_MS)) return;
  signalIfAlive(pid, 'SIGQUIT');
  if (await waitUntil(() => !isRunning(), IMMEDIATE_STOP_MS)) return;
  signalIfAlive(pid, 'SIGKILL');
  await waitUntil(() => !isRunning(), IMMEDIATE_STOP_MS);
}

function isReady(data, pid) {
  const lines = postmasterFile(data);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

function postmasterFile(data) {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

/** The process of a postmaster.pid, if it still is the postmaster of this folder. */
function ownPostmaster(data, pid) {
  const found = findProcess(pid);
  if (!isPostgres(found)) return undefined;
  const isHere = processesWorkingIn(data).includes(pid) || found.command.includes(data);
  return isHere ? found : undefined;
}

const isPostgres = (found) => found !== undefined && /^postgres:|\/postgres /.test(found.command);

function lastWords(home) {
  const folder = join(home, 'log');
  const files = readdirSync(folder).map((name) => join(folder, name));
  const newest = files.sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs).slice(-1);
  return [join(home, 'start.log'), ...newest].map((file) => readFileSync(file, 'utf8').slice(-2000)).join('');
}
