import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { findProcess, isRunning, signalIfAlive, waitUntil } from './processes.mjs';
import { say } from './say.mjs';

const APP_STOP_MS = 10_000;

/** @typedef {{ pid: number, began: string }} Recorded */

const lockFile = (home) => join(home, 'running.json');

/**
 * Refuses a folder whose supervisor is alive and ends an application whose supervisor is not.
 * @param {string} home
 */
export async function clearLeftovers(home) {
  const holder = readHolder(home);
  if (holder === undefined) return;
  refuseIfRunning(holder, home);
  if (!isRunning(holder.app)) return;
  say('Stopping what an earlier start left running …');
  signalIfAlive(holder.app.pid, 'SIGTERM');
  if (await waitUntil(() => !isRunning(holder.app), APP_STOP_MS)) return;
  signalIfAlive(holder.app.pid, 'SIGKILL');
  await waitUntil(() => !isRunning(holder.app), APP_STOP_MS);
}

/**
 * Makes this process the only one that runs a database folder.
 * @param {string} home
 * @returns {Promise<{ recordApp: (pid: number | undefined) => Promise<void>, release: () => Promise<void> }>}
 */
export async function takeLock(home) {
  const file = lockFile(home);
  const mine = `${file}.${process.pid}`;
  const self = findProcess(process.pid);
  const record = { pid: process.pid, began: self?.began };
  await writeFile(mine, JSON.stringify(record));
  try {
    while (!(await tryLink(mine, file))) await removeStale(file, home);
  } finally {
    await rm(mine, { force: true });
  }
  return {
    async recordApp(pid) {
      const app = pid === undefined ? undefined : findProcess(pid);
      await writeFile(mine, JSON.stringify({ ...record, app: app && { pid: app.pid, began: app.began } }));
      await rename(mine, file);
    },
    release: () => rm(file, { force: true }),
  };
}

async function tryLink(from, to) {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves a dead holder's file aside; if another start took its place in between, that one keeps it. */
async function removeStale(file, home) {
  const holder = readHolder(home);
  if (holder !== undefined) refuseIfRunning(holder, home);
  const aside = `${file}.stale.${process.pid}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  const moved = parseHolder(await readFile(aside, 'utf8'));
  if (isRunning(moved)) await tryLink(aside, file);
  await rm(aside);
}

function refuseIfRunning(holder, home) {
  if (holder.pid !== process.pid && isRunning(holder)) {
    throw new Failure(`Another Aftercare (process ${holder.pid}) already runs on ${home}; stop it first or choose another folder with DATA_DIR.`);
  }
}

function readHolder(home) {
  try {
    return parseHolder(readFileSync(lockFile(home), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** A power cut may leave an empty file: nobody holds that. @returns {Recorded & { app?: Recorded } | undefined} */
function parseHolder(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
