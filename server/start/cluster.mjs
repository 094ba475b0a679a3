import { randomBytes } from 'node:crypto';
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, diskFull, explainFileFault, saysDiskFull } from './failure.mjs';
import { runCommand } from './run-command.mjs';

export const DATABASE = 'aftercare';

/** Settings a person may change afterwards in the cluster's own postgresql.conf. */
const SETTINGS = ['shared_buffers=128MB', 'max_connections=100', 'jit=off', 'random_page_cost=1.1', 'log_timezone=UTC', 'timezone=UTC'];

/**
 * Makes a cluster with one database and its owner. It appears under its name only when it is complete.
 * @param {{
 *   home: string, programs: string, password: string, user?: import('./user.mjs').DatabaseUser,
 *   roleOptions?: string, durable?: boolean
 * }} wanted `roleOptions` such as CREATEDB; `durable: false` only for data that may be lost
 */
export async function createCluster({ home, programs, password, user, roleOptions = '', durable = true }) {
  const unfinished = join(home, 'data.unfinished');
  const passwordFile = join(home, 'superuser-password');
  try {
    await rm(unfinished, { recursive: true, force: true });
    await makeFolder(unfinished, user);
    await makeFolder(join(home, 'log'), user);
    // Nobody needs the superuser: the application owns its database and no more.
    await writeFile(passwordFile, randomBytes(32).toString('base64url'), { mode: 0o600 });
    if (user) await chown(passwordFile, user.uid, user.gid);
    await initialise({ unfinished, programs, passwordFile, user, durable });
    await makeDatabase({ unfinished, programs, user, password, roleOptions });
    await rename(unfinished, join(home, 'data'));
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw explainFileFault(error, home);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function makeFolder(folder, user) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (user) await chown(folder, user.uid, user.gid);
}

async function initialise({ unfinished, programs, passwordFile, user, durable }) {
  const args = ['-D', unfinished, '--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8'];
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', ...SETTINGS.map((setting) => `--set=${setting}`));
  if (!durable) args.push('--no-sync');
  const { code, tail } = await runCommand(join(programs, 'initdb'), args, { ...user, cwd: '/', env: databaseEnvironment() });
  if (code !== 0) throw saysDiskFull(tail) ? diskFull(unfinished) : new Failure('The database could not be made; see what initdb says above.', tail);
}

/** In single-user mode: no port is opened before the password is set. */
async function makeDatabase({ unfinished, programs, user, password, roleOptions }) {
  const input = [
    `CREATE ROLE ${DATABASE} LOGIN ${roleOptions} PASSWORD '${password}';`,
    `CREATE DATABASE ${DATABASE} OWNER ${DATABASE};`,
    '',
  ].join('\n');
  const args = ['--single', '-D', unfinished, '-c', 'log_statement=none', '-c', 'log_min_error_statement=panic', 'postgres'];
  const { code, tail } = await runCommand(join(programs, 'postgres'), args, { ...user, cwd: '/', env: databaseEnvironment(), input });
  if (code === 0 && !/\b(ERROR|FATAL|PANIC):/.test(tail)) return;
  throw saysDiskFull(tail) ? diskFull(unfinished) : new Failure('The database could not be made; see what PostgreSQL says above.', tail);
}

/** Character classes beyond ASCII, and English messages, because this program reads them too. */
export function databaseEnvironment() {
  const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  return { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: locale };
}
