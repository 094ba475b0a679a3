import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const HAS_PROC = existsSync('/proc/self/stat');

/**
 * A running process, by pid and by when it began, because pids are used again. A zombie counts as gone.
 * @param {number} pid
 * @returns {{ pid: number, began: string, command: string } | undefined}
 */
export function findProcess(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return HAS_PROC ? fromProc(pid) : fromPs(pid);
}

/** @param {{ pid: number, began: string } | undefined} recorded */
export function isRunning(recorded) {
  return recorded !== undefined && findProcess(recorded.pid)?.began === recorded.began;
}

/**
 * Processes whose working folder is this one: every process of a PostgreSQL cluster has its data folder as its own.
 * @param {string} folder
 * @returns {number[]} empty where the system does not tell
 */
export function processesWorkingIn(folder) {
  if (!HAS_PROC) return [];
  return readdirSync('/proc').map(Number).filter((pid) => pid > 0 && workingFolderOf(pid) === folder && findProcess(pid) !== undefined);
}

/**
 * Waits until a condition holds.
 * @param {() => boolean} condition
 * @param {number} limitMs
 * @returns {Promise<boolean>} false when the time is over
 */
export async function waitUntil(condition, limitMs) {
  const deadline = Date.now() + limitMs;
  while (!condition()) {
    if (Date.now() > deadline) return false;
    await wait(25);
  }
  return true;
}

/**
 * Sends a signal to a process that may have ended meanwhile.
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
export function signalIfAlive(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** The parent of a process, undefined where the system does not tell. @param {number} pid */
export function parentOf(pid) {
  const fields = HAS_PROC ? statFields(pid) : undefined;
  return fields === undefined ? undefined : Number(fields[1]);
}

function fromProc(pid) {
  const fields = statFields(pid);
  if (fields === undefined || fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return { pid, began: `${bootId()}:${fields[19]}`, command: readOrNothing(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim() };
}

/** The fields of /proc/<pid>/stat after the name, which may itself hold blanks and brackets. */
function statFields(pid) {
  const stat = readOrNothing(`/proc/${pid}/stat`);
  return stat === '' ? undefined : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function bootId() {
  return readOrNothing('/proc/sys/kernel/random/boot_id').trim();
}

function readOrNothing(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The process ended between two looks, or is another user's.
    return '';
  }
}

function workingFolderOf(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    // Ended between two looks, a kernel thread, or another user's.
    return undefined;
  }
}

function fromPs(pid) {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=,command=', '-p', String(pid)], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
    const match = /^\s*(\S+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)/.exec(line);
    return match === null || match[1].startsWith('Z') ? undefined : { pid, began: match[2], command: match[3] };
  } catch {
    // `ps` answers with an exit code when there is no such process.
    return undefined;
  }
}
