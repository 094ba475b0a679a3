import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { codeOf } from './storage.js';

/** What no living process of this machine owns and nobody touched for so long belongs to nobody. */
const ABANDONED_MS = 24 * 3_600_000;
const HOST = hostname().replace(/[^A-Za-z0-9-]/g, '-');
const OWNER = /^(.+)\.(\d+)\.[0-9a-f]+$/;

/**
 * Makes this process's own folder for uploads under way, below `parent`, and removes those of processes that were
 * killed. Several machines may share `parent`: another machine's folder is only removed when it is a day old.
 */
export async function openIncoming(parent: string, now: Date): Promise<string> {
  await mkdir(parent, { recursive: true, mode: 0o700 });
  for (const name of await readdir(parent)) {
    if (await isAbandoned(path.join(parent, name), name, now)) await rm(path.join(parent, name), { recursive: true, force: true });
  }
  const own = path.join(parent, `${HOST}.${process.pid}.${randomBytes(6).toString('hex')}`);
  await mkdir(own, { mode: 0o700 });
  mine.add(path.basename(own));
  return own;
}

const mine = new Set<string>();

async function isAbandoned(folder: string, name: string, now: Date): Promise<boolean> {
  if (mine.has(name)) return false;
  const [, host, pid] = OWNER.exec(name) ?? [];
  if (host === HOST) return !isAlive(Number(pid)) || Number(pid) === process.pid;
  const facts = await stat(folder).catch(() => null);
  return facts !== null && now.getTime() - facts.mtimeMs > ABANDONED_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return codeOf(fault) === 'EPERM';
  }
}
