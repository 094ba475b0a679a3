import { findProcess, parentOf } from './processes.mjs';

const PARENT_LOOK_MS = 500;
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Calls back when this run is to end: a signal, or the `npm` that started it is gone, whose shell passes no signal on.
 * @param {(times: number) => void} onStop told how many times it was asked
 */
export function watchStopSignals(onStop) {
  let times = 0;
  const stop = () => onStop((times += 1));
  for (const signal of SIGNALS) process.on(signal, stop);
  const isOrphaned = process.env.npm_lifecycle_event ? parentWatcher() : () => false;
  const timer = setInterval(() => {
    if (!isOrphaned()) return;
    clearInterval(timer);
    stop();
  }, PARENT_LOOK_MS);
  timer.unref();
}

function parentWatcher() {
  const parent = process.ppid;
  const isShell = /^(\S*\/)?(ba|da|z)?sh -c/.test(findProcess(parent)?.command ?? '');
  const grandparent = isShell ? parentOf(parent) : undefined;
  return () => process.ppid !== parent || (grandparent !== undefined && parentOf(parent) !== grandparent);
}
