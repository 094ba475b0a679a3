import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from '../../server/start/build.mjs';
import { installDependencies } from '../../server/start/install.mjs';
import { npmCommand } from '../../server/start/run-command.mjs';
import { say, tellFailure } from '../../server/start/say.mjs';
import { findOrInstallChromium, findOrInstallDovecot, findOrInstallRedis } from './programs.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Every test of the project, in one run.
 * @returns {Promise<number>} the exit code
 */
export async function runEverything() {
  try {
    await installDependencies(ROOT);
    const chromium = await findOrInstallChromium();
    const redis = await findOrInstallRedis();
    const dovecot = await findOrInstallDovecot();
    await buildIfStale(ROOT);
    const env = { ...process.env, NODE_ENV: 'test', CHROMIUM_PATH: chromium, REDIS_SERVER_PATH: redis, DOVECOT_PATH: dovecot, NX_DAEMON: 'false', NX_TUI: 'false' };
    const checked = (await hasScript('check')) ? await check(env) : 0;
    if (checked !== 0) say('The checks above fail, and so will this run; the tests follow all the same.');
    const tested = await run(process.execPath, [join(ROOT, 'node_modules/jest/bin/jest.js'), '--ci', ...process.argv.slice(2)], env);
    return tested || checked;
  } catch (error) {
    tellFailure(error);
    return 1;
  }
}

async function hasScript(name) {
  const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  return scripts !== undefined && name in scripts;
}

function check(env) {
  const npm = npmCommand();
  return run(npm.program, [...npm.args, 'run', '--silent', 'check'], env);
}

function run(program, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, env, stdio: 'inherit' });
    // Ctrl-C reaches the whole group; what is asked of this process alone is passed on.
    const pass = (signal) => child.kill(signal);
    process.on('SIGTERM', pass);
    process.once('SIGINT', () => undefined);
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('SIGTERM', pass);
      resolve(code ?? 1);
    });
  });
}
