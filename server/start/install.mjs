import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, diskFull, saysDiskFull } from './failure.mjs';
import { npmCommand, runCommand } from './run-command.mjs';
import { say } from './say.mjs';

/**
 * Installs the dependencies when they are missing, half-made or older than the lock file.
 * @param {string} root the repository
 * @returns {Promise<boolean>} whether anything had to be installed
 */
export async function installDependencies(root) {
  const lockText = await readFile(join(root, 'package-lock.json'), 'utf8');
  const stamp = createHash('sha256').update(`${process.platform} ${process.arch} ${lockText}`).digest('hex');
  const stampFile = join(root, 'node_modules', '.aftercare-installed');
  if ((await textOrNothing(stampFile)) === stamp) return false;
  if (!(await isInstalledByHand(root, lockText))) {
    say('Installing dependencies, a minute or two …');
    // A half-made folder holds half-made packages that npm would take for whole ones.
    await rm(join(root, 'node_modules'), { recursive: true, force: true });
    const npm = npmCommand();
    // Not `npm ci`: it refuses a lock file without the packages of every foreign platform, which not every registry carries.
    // NODE_ENV=production would leave out the tools the build needs.
    const args = [...npm.args, 'install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    const { code, tail } = await runCommand(npm.program, args, { cwd: root, doing: 'installing' });
    if (code !== 0 && saysDiskFull(tail)) throw diskFull(root);
    if (code !== 0) throw new Failure('The dependencies could not be installed; see what npm says above.', tail);
  }
  await writeFile(stampFile, stamp);
  return true;
}

/** npm writes its own record of node_modules last, so a half-finished install has none or one that differs. */
async function isInstalledByHand(root, lockText) {
  const recordText = await textOrNothing(join(root, 'node_modules', '.package-lock.json'));
  if (recordText === undefined) return false;
  const installed = JSON.parse(recordText).packages;
  return Object.entries(JSON.parse(lockText).packages).every(([path, wanted]) => {
    if (path === '' || wanted.link) return true;
    const found = installed[path];
    return found ? found.version === wanted.version && found.integrity === wanted.integrity : wanted.optional || wanted.devOptional || wanted.peer;
  });
}

async function textOrNothing(file) {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}
