import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { preparePrograms } from './binaries.mjs';
import { createCluster } from './cluster.mjs';
import { explainFileFault } from './failure.mjs';
import { markerOf, pointerOf, requireWritable } from './folder.mjs';
import { databaseUrl, startPostgres } from './postgres.mjs';
import { say } from './say.mjs';
import { secretOf } from './secrets.mjs';
import { databaseUser } from './user.mjs';

/** @typedef {ReturnType<import('./folder.mjs').inspectFolder>} Folder */

/**
 * Makes the folders that are missing.
 * @param {Folder} folder
 * @returns {Promise<() => Promise<void>>} takes back what this made, for a start that fails before there is a database
 */
export async function makeFolders({ dataDir, home, isElsewhere, abandoned }) {
  const made = [];
  const undo = async () => {
    for (const step of made.reverse()) await step();
  };
  try {
    for (const folder of [dataDir, home]) {
      const isThere = existsSync(folder);
      const first = await mkdir(folder, { recursive: true });
      if (first !== undefined) made.push(() => removeEmptyFolders(folder, first));
      // PostgreSQL's user has to pass through, and must not list.
      if (!isThere) await chmod(folder, 0o711);
    }
    if (isElsewhere && !existsSync(pointerOf(dataDir))) {
      await writeFile(pointerOf(dataDir), `${JSON.stringify({ home })}\n`, { flush: true });
      made.push(() => rm(pointerOf(dataDir)));
      say(`PostgreSQL's user cannot enter ${dataDir}, so the database lives in ${home}.`);
      if (abandoned) say(`The database of an earlier ${dataDir} is still in ${abandoned}; remove it if nobody needs it.`);
    }
    return undo;
  } catch (error) {
    await undo();
    throw explainFileFault(error, dataDir);
  }
}

/** The data folder of an installation whose database is elsewhere. @param {string} dataDir */
export async function makeDataFolder(dataDir) {
  try {
    requireWritable(dataDir);
    await mkdir(dataDir, { recursive: true, mode: 0o711 });
  } catch (error) {
    throw explainFileFault(error, dataDir);
  }
}

/**
 * Makes the database on the first start, and the secrets it will need as long as it lives.
 * @param {string} root
 * @param {Folder} folder
 * @param {{ makesKey: boolean }} options
 */
export async function makeDatabaseIfNew(root, { dataDir, home, data, isNew }, { makesKey }) {
  const user = databaseUser(data);
  const programs = await preparePrograms(root, user);
  const hadSecrets = existsSync(join(dataDir, 'secrets'));
  try {
    const password = await secretOf(dataDir, 'database-password', { mayMake: isNew });
    if (isNew) {
      say('Making the database …');
      if (makesKey) await secretOf(dataDir, 'secret-key', { mayMake: true });
      await writeMarker(home, {});
      await createCluster({ home, programs, password, user });
    }
    return { programs, user, password };
  } catch (error) {
    if (isNew) {
      for (const name of ['aftercare.json', 'log']) await rm(join(home, name), { recursive: true, force: true });
      if (!hadSecrets) await rm(join(dataDir, 'secrets'), { recursive: true, force: true });
    }
    throw explainFileFault(error, dataDir);
  }
}

/**
 * Starts the database on the port it had before where that is free, and remembers the port.
 * @param {Folder} folder
 * @param {Awaited<ReturnType<typeof makeDatabaseIfNew>>} made
 */
export async function startDatabase({ dataDir, home }, { programs, user, password }) {
  try {
    const { port } = JSON.parse(await readFile(markerOf(home), 'utf8'));
    const running = await startPostgres({ home, programs, user, port });
    if (running.port !== port) await writeMarker(home, { port: running.port });
    return { ...running, url: databaseUrl(running, password) };
  } catch (error) {
    throw explainFileFault(error, dataDir);
  }
}

async function writeMarker(home, content) {
  const unfinished = `${markerOf(home)}.${process.pid}`;
  await writeFile(unfinished, `${JSON.stringify({ product: 'aftercare', ...content })}\n`, { flush: true });
  await rename(unfinished, markerOf(home));
}

async function removeEmptyFolders(last, first) {
  for (let folder = last; ; folder = join(folder, '..')) {
    try {
      await rmdir(folder);
    } catch (error) {
      if (error.code === 'ENOTEMPTY' || error.code === 'ENOENT') return;
      throw error;
    }
    if (folder === first) return;
  }
}
