import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure } from '../../server/start/failure.mjs';
import { runCommand } from '../../server/start/run-command.mjs';
import { say } from '../../server/start/say.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MISSING = 'The browser tests need Chromium: install it (Debian: apt-get install chromium) or name it with CHROMIUM_PATH.';

/**
 * The browser of the browser tests, installed from Debian where it is missing and that is permitted.
 * @returns {Promise<string>} the program's path
 */
export async function findOrInstallChromium() {
  const found = findChromium();
  if (found) return found;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (!existsSync('/usr/bin/apt-get') || (await runAs(asRoot, ['true'])).code !== 0) throw new Failure(MISSING);
  say('Installing Chromium for the browser tests …');
  await runAs(asRoot, ['apt-get', 'update', '-q'], 'reading the package lists');
  const installed = await runAs(asRoot, ['apt-get', 'install', '-q', '-y', '--no-install-recommends', 'chromium'], 'installing Chromium');
  const chromium = findChromium();
  if (chromium === undefined) throw new Failure(MISSING, installed.tail);
  return chromium;
}

function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!isProgram(named)) throw new Failure(`CHROMIUM_PATH names ${named}, which is not a program.`);
    return named;
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not for this user: the next one.
    return false;
  }
}

function runAs(prefix, command, doing) {
  const [program, ...args] = [...prefix, ...command];
  return runCommand(program, args, { doing, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}
