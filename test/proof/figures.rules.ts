import { groupBy } from './facts.rules.js';
import type { HistoryLine } from './history.js';

export interface Spread {
  count: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

/** Nearest-rank percentiles, whole milliseconds; zeros when there is nothing. */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0);
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

/** From the first sending to its acknowledgement: all, and those that no fault touched. */
export function ackTimes(lines: readonly HistoryLine[]): { all: number[]; calm: number[] } {
  const all: number[] = [];
  const calm: number[] = [];
  const sent = new Map<string, number>();
  const open = new Set<string>();
  let troubledAt = Number.NEGATIVE_INFINITY;
  for (const { op, cmid, t, node } of lines) {
    if (op === 'kill') open.add(node);
    if (op === 'heal') open.delete(node);
    if (op === 'kill' || op === 'heal' || open.size > 0) troubledAt = t;
    if (cmid === null) continue;
    if (op === 'send' && !sent.has(cmid)) sent.set(cmid, t);
    const began = sent.get(cmid);
    if (op !== 'ack' || began === undefined) continue;
    sent.delete(cmid);
    all.push(t - began);
    if (troubledAt < began) calm.push(t - began);
  }
  return { all, calm };
}

/**
 * For every fault that ended with no other in force: from its end until every page that was there has been served again,
 * by an answer or by a message. Where the next fault struck before that, nothing can be said and nothing is counted.
 */
export function recoveryTimes(lines: readonly HistoryLine[]): Map<string, number[]> {
  const served = groupBy(
    lines.filter((line) => line.op === 'ack' || line.op === 'recv'),
    (line) => line.proc.split('/')[0] ?? null,
  );
  const joined = new Map<string, number>();
  const left = new Set<string>();
  for (const { op, proc, t } of lines) {
    if (op === 'join' && !joined.has(proc)) joined.set(proc, t);
    if (op === 'revoke') left.add(proc);
  }
  const times = new Map<string, number[]>();
  for (const { heal, until } of calmSpans(lines)) {
    const waits = [...joined].flatMap(([proc, since]) => {
      if (since > heal.t || left.has(proc)) return [];
      const next = firstAfter(served.get(proc) ?? [], heal.t);
      return next ? [next.t - heal.t] : [];
    });
    const kind = heal.node.replace(/\d+$/, '');
    const longest = Math.max(...waits);
    if (waits.length > 0 && heal.t + longest <= until) times.set(kind, [...(times.get(kind) ?? []), longest]);
  }
  return times;
}

/** From each heal that left no fault open to the next strike. */
function calmSpans(lines: readonly HistoryLine[]) {
  const spans: { heal: HistoryLine; until: number }[] = [];
  const open = new Set<string>();
  for (const line of lines) {
    if (line.op === 'kill') {
      open.add(line.node);
      const last = spans.at(-1);
      if (last) last.until = Math.min(last.until, line.t);
    }
    if (line.op === 'heal' && open.delete(line.node) && open.size === 0) spans.push({ heal: line, until: Number.POSITIVE_INFINITY });
  }
  return spans;
}

function firstAfter(lines: readonly HistoryLine[], t: number): HistoryLine | undefined {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.t ?? 0) >= t) high = middle;
    else low = middle + 1;
  }
  return lines[low];
}
