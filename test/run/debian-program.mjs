import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure } from '../../server/start/failure.mjs';
import { runCommand } from '../../server/start/run-command.mjs';
import { say } from '../../server/start/say.mjs';

/**
 * A program some tests need, installed from Debian where it is missing and that is permitted.
 * @param {{ called: string, names: string[], package: string, variable: string, missing: string }} wanted
 *   `variable` names another than that of the PATH; `missing` is what to say when it cannot be had
 * @returns {Promise<string>} the program's path
 */
export async function findOrInstall(wanted) {
  const found = find(wanted);
  if (found) return found;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (!existsSync('/usr/bin/apt-get') || (await runAs(asRoot, ['true'])).code !== 0) throw new Failure(wanted.missing);
  say(`Installing ${wanted.called} for the tests …`);
  await runAs(asRoot, ['apt-get', 'update', '-q'], 'reading the package lists');
  const installed = await runAs(asRoot, ['apt-get', 'install', '-q', '-y', '--no-install-recommends', wanted.package], `installing ${wanted.called}`);
  const program = find(wanted);
  if (program === undefined) throw new Failure(wanted.missing, installed.tail);
  return program;
}

function find({ names, variable }) {
  const named = process.env[variable];
  if (named) {
    if (!isProgram(named)) throw new Failure(`${variable} names ${named}, which is not a program.`);
    return named;
  }
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/sbin'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
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
