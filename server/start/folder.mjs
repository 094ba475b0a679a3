import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, realpathSync, statSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SHARED_FOLDER } from './binaries.mjs';
import { Failure, explainFileFault } from './failure.mjs';
import { canEnter, databaseUser } from './user.mjs';

/** The major version of the PostgreSQL this release brings. */
export const POSTGRES_MAJOR = 18;
/** A new cluster with its first write-ahead log, the demo shop and room to breathe. */
export const FIRST_START_BYTES = 256 * 1024 * 1024;

/**
 * Looks at a data folder without changing anything and refuses what cannot be used.
 * @param {string} dataDir
 * @param {number} [neededBytes] free space asked for when there is no database yet
 * @returns {{ dataDir: string, home: string, data: string, isNew: boolean, isElsewhere: boolean, abandoned?: string }}
 *   `home` holds everything of the database, `data` is PostgreSQL's own folder in it, `abandoned` belonged to a data folder that was removed
 */
export function inspectFolder(dataDir, neededBytes = FIRST_START_BYTES) {
  try {
    requireWritable(dataDir);
    if (existsSync(join(dataDir, 'PG_VERSION'))) throw foreign(dataDir);
    const { home, isElsewhere, abandoned } = homeOf(dataDir);
    const data = join(home, 'data');
    const isNew = !existsSync(data);
    if (isNew) requireSpace(home, neededBytes);
    else requireOwnCluster(home, data);
    return { dataDir, home, data, isNew, isElsewhere, abandoned };
  } catch (error) {
    throw explainFileFault(error, dataDir);
  }
}

/** The file that says that Aftercare made this cluster. @param {string} home */
export const markerOf = (home) => join(home, 'aftercare.json');

/** The file in the data folder that says where the database is when it is not inside. @param {string} dataDir */
export const pointerOf = (dataDir) => join(dataDir, 'database.json');

/** The path, or the nearest folder above it that exists. @param {string} path */
export function nearestExisting(path) {
  let existing = path;
  while (statSync(existing, { throwIfNoEntry: false }) === undefined) existing = dirname(existing);
  return existing;
}

/** Refuses a folder that cannot be made or written. @param {string} dataDir */
export function requireWritable(dataDir) {
  const existing = nearestExisting(dataDir);
  if (!statSync(existing).isDirectory()) {
    throw new Failure(`The data folder ${dataDir} cannot be made because ${existing} is a file; choose another with DATA_DIR.`);
  }
  accessSync(existing, constants.W_OK | constants.X_OK);
}

function homeOf(dataDir) {
  const inside = join(dataDir, 'database');
  if (existsSync(pointerOf(dataDir))) return { home: JSON.parse(readFileSync(pointerOf(dataDir), 'utf8')).home, isElsewhere: true };
  const user = existsSync(inside) ? undefined : databaseUser(join(inside, 'data'));
  if (user === undefined || canEnter(dataDir, user)) return { home: inside, isElsewhere: false };
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  // A database whose data folder was removed is not ours to delete or to open: the new one goes beside it.
  let home = join(SHARED_FOLDER, name);
  let abandoned;
  for (let number = 2; existsSync(home); number += 1) {
    abandoned = home;
    home = join(SHARED_FOLDER, `${name}-${number}`);
  }
  return { home, isElsewhere: true, abandoned };
}

function requireOwnCluster(home, data) {
  const self = process.getuid?.();
  if (self !== undefined && self !== 0 && statSync(data).uid !== self) {
    throw new Failure(`The database in ${data} belongs to another user; start as that user or choose another folder with DATA_DIR.`);
  }
  const versionFile = join(data, 'PG_VERSION');
  if (!existsSync(versionFile) || !existsSync(markerOf(home))) throw foreign(data);
  const major = Number(readFileSync(versionFile, 'utf8'));
  if (major > POSTGRES_MAJOR) {
    throw new Failure(`The database in ${data} was made by the newer PostgreSQL ${major}; this release brings ${POSTGRES_MAJOR}, so start a newer release.`);
  }
  if (major !== POSTGRES_MAJOR) {
    throw new Failure(`The database in ${data} was made by the older PostgreSQL ${major}; move it to ${POSTGRES_MAJOR} with pg_upgrade first.`);
  }
}

function requireSpace(home, neededBytes) {
  const place = nearestExisting(home);
  const { bavail, bsize, blocks } = statfsSync(place);
  // Some network file systems report no size at all.
  if (blocks === 0 || bavail * bsize >= neededBytes) return;
  const mebibytes = (bytes) => Math.floor(bytes / 1024 / 1024);
  throw new Failure(
    `The disk that holds ${realpathSync(place)} is full: ${mebibytes(bavail * bsize)} MB are free, a first start needs ${mebibytes(neededBytes)} MB.`,
  );
}

const foreign = (folder) =>
  new Failure(`The folder ${folder} is a database that Aftercare did not make; it stays untouched, so choose another with DATA_DIR.`);
