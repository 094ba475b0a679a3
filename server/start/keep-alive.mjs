import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from './failure.mjs';
import { say, warn } from './say.mjs';

const QUICK_MS = 30_000;
const MOST_QUICK_ENDS = 5;
const FIRST_DELAY_MS = 250;

/**
 * Starts a program again whenever it ends by itself, later each time, and gives up when it ends soon every time.
 * @template {{ exited: Promise<string>, isRunning: () => boolean }} Running
 * @param {string} name as the sentence calls it
 * @param {Running} first
 * @param {() => Promise<Running>} startAgain resolves when it does its work again, or has ended instead
 * @param {AbortSignal} ending
 */
export async function keepAlive(name, first, startAgain, ending) {
  const ended = aborted(ending);
  let running = first;
  let quickEnds = 0;
  let startedAt = Date.now();
  for (;;) {
    const how = await Promise.race([running.exited, ended]);
    if (ending.aborted) return;
    quickEnds = Date.now() - startedAt < QUICK_MS ? quickEnds + 1 : 1;
    if (quickEnds === MOST_QUICK_ENDS) throw new Failure(`${name} ended ${quickEnds} times in a row (${how}); Aftercare gives up.`);
    const delay = FIRST_DELAY_MS * 2 ** (quickEnds - 1);
    warn(`${name} ended unexpectedly (${how}); starting it again in ${delay / 1000} s.`);
    await Promise.race([wait(delay), ended]);
    if (ending.aborted) return;
    startedAt = Date.now();
    running = await startAgain();
    if (ending.aborted) return;
    if (running.isRunning()) say(`${name} is back.`);
  }
}

/** Resolves when a signal is or was given. @param {AbortSignal} signal @returns {Promise<undefined>} */
export function aborted(signal) {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
