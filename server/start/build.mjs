import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, diskFull, saysDiskFull } from './failure.mjs';
import { npmCommand, runCommand } from './run-command.mjs';
import { say } from './say.mjs';

const SOURCE_FOLDERS = ['server', 'web', 'prisma'];
const NOT_SOURCE = /^(node_modules|generated|dist|start(\.mjs)?|\.[^.].*)$|\.spec\.tsx?$/;
const BUILD_SETTINGS = /^(package\.json|package-lock\.json|nx\.json|\.swcrc|tsconfig.*\.json|.*\.config\.[cm]?[jt]s)$/;

/**
 * Builds when a source changed since the last build that ended well.
 * @param {string} root the repository
 * @returns {Promise<boolean>} whether a build was made
 */
export async function buildIfStale(root) {
  const fingerprint = await fingerprintOfSources(root);
  const stampFile = join(root, 'dist', '.aftercare-built');
  const main = join(root, 'dist', 'server', 'src', 'main.js');
  const isBuilt = existsSync(main) && existsSync(stampFile);
  if (isBuilt && (await readFile(stampFile, 'utf8')) === fingerprint) return false;
  say('Building …');
  await rm(stampFile, { force: true });
  const npm = npmCommand();
  const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' };
  const { code, tail } = await runCommand(npm.program, [...npm.args, 'run', 'build'], { cwd: root, env, doing: 'building' });
  if (code !== 0 && saysDiskFull(tail)) throw diskFull(root);
  if (code !== 0) throw new Failure('The build failed; see what it says above.', tail);
  if (!existsSync(main)) throw new Failure(`The build did not make ${main}.`, tail);
  await writeFile(stampFile, fingerprint);
  return true;
}

async function fingerprintOfSources(root) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '');
  const settings = (await readdir(root)).filter((name) => BUILD_SETTINGS.test(name)).sort();
  for (const name of settings) hash.update(name).update(await readFile(join(root, name)));
  for (const folder of SOURCE_FOLDERS) await addFolder(hash, root, folder);
  return hash.digest('hex');
}

async function addFolder(hash, root, folder) {
  if (!existsSync(join(root, folder))) return;
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (NOT_SOURCE.test(entry.name)) continue;
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) await addFolder(hash, root, path);
    else if (entry.isFile()) hash.update(path).update(await readFile(join(root, path)));
  }
}
