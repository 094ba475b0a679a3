import { spawn } from 'node:child_process';
import { signalIfAlive } from './processes.mjs';
import { say } from './say.mjs';

const TAIL_CHARACTERS = 4000;
const HEARTBEAT_MS = 15_000;
const running = new Set();
let interrupted = false;

/** The person asked to stop while something was being prepared. */
export class Interrupted extends Error {
  name = 'Interrupted';
}

/** Ends the programs that run now; those that would follow are not started. */
export function interruptCommands() {
  interrupted = true;
  // The whole group: npm and its shell do not pass the signal on to what they run.
  for (const child of running) if (child.pid !== undefined) signalIfAlive(-child.pid, 'SIGTERM');
}

/**
 * Runs a program to its end, keeps the last of what it wrote, and shows that time passes.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, uid?: number, gid?: number, input?: string, doing?: string }} [options]
 *   `doing` is the word of the heartbeat line, none without it
 * @returns {Promise<{ code: number, tail: string }>} a program that cannot be started counts as code 127, one ended by a signal as 128
 */
export async function runCommand(program, args, options = {}) {
  const { input, doing, ...spawnOptions } = options;
  if (interrupted) throw new Interrupted();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...spawnOptions, detached: true, stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
    running.add(child);
    let tail = '';
    const keep = (chunk) => (tail = (tail + chunk).slice(-TAIL_CHARACTERS));
    child.stdout?.setEncoding('utf8').on('data', keep);
    child.stderr?.setEncoding('utf8').on('data', keep);
    // A program that ends without reading its input answers EPIPE; its exit code tells the story.
    child.stdin?.on('error', () => undefined).end(input);
    const startedAt = Date.now();
    const heartbeat = doing
      ? setInterval(() => say(`  still ${doing} (${Math.round((Date.now() - startedAt) / 1000)} s)`), HEARTBEAT_MS)
      : undefined;
    const end = (code) => {
      clearInterval(heartbeat);
      running.delete(child);
      if (interrupted) reject(new Interrupted());
      else resolve({ code, tail });
    };
    child.once('error', (error) => {
      keep(error.message);
      end(127);
    });
    child.once('close', (code) => end(code ?? 128));
  });
}

/** npm as the person started it, or the one on the path. @returns {{ program: string, args: string[] }} */
export function npmCommand() {
  const npmProgram = process.env.npm_execpath ?? '';
  if (/npm-cli\.c?js$/.test(npmProgram)) return { program: process.execPath, args: [npmProgram] };
  return { program: 'npm', args: [] };
}
