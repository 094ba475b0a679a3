// What processes cost and whether something else ran beside them. Linux only: read from /proc.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const TICKS_PER_SECOND = 100;
const QUIET_SHARE = 0.12;

const statOf = (pid) => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
};

/** Seconds of CPU (user and system) a process has used, or with it its children that still live or were waited for. */
export function cpuSeconds(pid, { family = false } = {}) {
  const fields = statOf(pid);
  const own = Number(fields[11]) + Number(fields[12]);
  if (!family) return own / TICKS_PER_SECOND;
  let ticks = own + Number(fields[13]) + Number(fields[14]);
  for (const child of childrenOf(pid)) ticks += child;
  return ticks / TICKS_PER_SECOND;
}

function childrenOf(pid) {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const fields = statOf(name);
      return Number(fields[1]) === pid ? [Number(fields[11]) + Number(fields[12])] : [];
    } catch {
      // It ended between listing and reading; its parent counts it from now on.
      return [];
    }
  });
}

export function rssMiB(pid) {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
  if (!line) throw new Error(`process ${pid} has no memory: it has ended`);
  return Number(line[1]) / 1024;
}

/** Ticks all cores were busy and idle since the machine started. */
export function machineTicks() {
  const ticks = readFileSync('/proc/stat', 'latin1').split('\n')[0].trim().split(/\s+/).slice(1, 9).map(Number);
  const idle = ticks[3] + ticks[4];
  return { busy: ticks.reduce((sum, value) => sum + value, 0) - idle, idle };
}

const shareBusy = (from, to) => (to.busy - from.busy) / (to.busy - from.busy + to.idle - from.idle);

/**
 * Takes the cost of named processes between `begin` and `end`.
 * @param {Record<string, { pid: number, family?: boolean }>} processes
 */
export function costMeter(processes) {
  let from;
  const read = () => ({
    at: performance.now(), machine: machineTicks(),
    cpu: Object.fromEntries(Object.entries(processes).map(([name, { pid, family }]) => [name, cpuSeconds(pid, { family })])),
  });
  return {
    begin() { from = read(); },
    end() {
      const to = read();
      const seconds = (to.at - from.at) / 1000;
      const cpu = Object.fromEntries(Object.keys(processes).map((name) => [name, to.cpu[name] - from.cpu[name]]));
      const ours = Object.values(cpu).reduce((sum, value) => sum + value, 0);
      const all = (to.machine.busy - from.machine.busy) / TICKS_PER_SECOND;
      return { seconds, cpu, machineBusy: round(shareBusy(from.machine, to.machine)), foreignCpu: round(Math.max(0, all - ours) / seconds) };
    },
  };
}

/** Waits, for so many seconds at most, until nothing else keeps the machine busy. @returns the share that was busy last */
export async function awaitQuiet(seconds) {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const from = machineTicks();
    await pause(700);
    const busy = shareBusy(from, machineTicks());
    if (busy <= QUIET_SHARE || performance.now() > deadline) return round(busy);
  }
}

export const round = (value, digits = 2) => Number(value.toFixed(digits));

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
