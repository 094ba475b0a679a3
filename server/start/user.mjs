import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { spawnSync } from 'node:child_process';
import { Failure } from './failure.mjs';

/** @typedef {{ uid: number, gid: number }} DatabaseUser */

/**
 * PostgreSQL refuses to run as root, so root needs another user for it.
 * @param {string} dataFolder the cluster's; once it exists its owner is the user
 * @returns {DatabaseUser | undefined} undefined: the user who runs this
 */
export function databaseUser(dataFolder) {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(dataFolder, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const users = new Map(readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => [line.split(':')[0], line.split(':')]));
  const [, , uid, gid] = users.get('postgres') ?? users.get('nobody') ?? [];
  if (uid === undefined || gid === undefined) {
    throw new Failure('PostgreSQL does not run as root and there is no other user here; start as an ordinary user or set DATABASE_URL.');
  }
  return { uid: Number(uid), gid: Number(gid) };
}

/**
 * Whether a user may pass through a folder, or where it is still to be made, through the folder it will be in.
 * @param {string} folder
 * @param {DatabaseUser} user
 */
export function canEnter(folder, user) {
  let existing = folder;
  while (statSync(existing, { throwIfNoEntry: false }) === undefined) existing = dirname(existing);
  const { status } = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', existing], { ...user, cwd: '/', stdio: 'ignore' });
  return status === 0;
}
