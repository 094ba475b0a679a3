import type { FinalRow, FinalView, HistoryLine, Outcome, Right, Stream } from './history.js';

export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9';

export interface Violation {
  invariant: Invariant;
  what: string;
  /** What the published figures count this under. */
  counts: 'lost' | 'duplicated' | 'reordered' | 'other';
  proc?: string;
  conv?: string;
  cmid?: string;
  id?: string;
}

/** Everything that was said about one `clientMessageId`. */
export interface Sending {
  cmid: string;
  proc: string;
  conv: string | null;
  hashes: Set<string>;
  sends: HistoryLine[];
  acks: HistoryLine[];
  nacks: HistoryLine[];
}

/** One page between two reloads, looking at one conversation. */
export interface ViewInstance {
  proc: string;
  conv: string;
  instance: number;
  displays: HistoryLine[];
}

export interface Facts {
  lines: readonly HistoryLine[];
  outcome: Outcome;
  sendings: Map<string, Sending>;
  /** Rows by stream, ascending. */
  streams: Map<string, FinalRow[]>;
  rowsByCmid: Map<string, FinalRow[]>;
  rowsById: Map<string, FinalRow[]>;
  views: Map<string, FinalView>;
  instances: ViewInstance[];
  rights: Map<string, Right>;
  calm: Calm;
}

export const streamKey = (conv: string, stream: Stream) => `${conv} ${stream}`;
export const viewKey = (proc: string, conv: string) => `${proc} ${conv}`;

export function gather(lines: readonly HistoryLine[], outcome: Outcome): Facts {
  const streams = groupBy(outcome.rows, (row) => streamKey(row.conv, row.stream));
  for (const rows of streams.values()) rows.sort((a, b) => a.seq - b.seq);
  return {
    lines,
    outcome,
    sendings: gatherSendings(lines),
    streams,
    rowsByCmid: groupBy(outcome.rows, (row) => row.cmid),
    rowsById: groupBy(outcome.rows, (row) => row.id),
    views: new Map(outcome.views.map((view) => [viewKey(view.proc, view.conv), view])),
    instances: gatherInstances(lines),
    rights: new Map(outcome.rights.map((right) => [viewKey(right.proc, right.conv), right])),
    calm: calmOf(lines),
  };
}

export function groupBy<T>(items: readonly T[], key: (item: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    if (name === null) continue;
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}

function gatherSendings(lines: readonly HistoryLine[]) {
  const sendings = new Map<string, Sending>();
  for (const line of lines) {
    if (line.cmid === null || (line.op !== 'send' && line.op !== 'ack' && line.op !== 'nack')) continue;
    let sending = sendings.get(line.cmid);
    if (!sending) {
      sending = { cmid: line.cmid, proc: line.proc, conv: null, hashes: new Set(), sends: [], acks: [], nacks: [] };
      sendings.set(line.cmid, sending);
    }
    sending[`${line.op}s`].push(line);
    sending.conv ??= line.conv;
    if (line.op === 'send' && line.hash !== null) sending.hashes.add(line.hash);
  }
  return sendings;
}

function gatherInstances(lines: readonly HistoryLine[]) {
  const reloads = new Map<string, number>();
  const instances = new Map<string, ViewInstance>();
  for (const line of lines) {
    if (line.op === 'reload') reloads.set(line.proc, (reloads.get(line.proc) ?? 0) + 1);
    if (line.op !== 'display' || line.conv === null) continue;
    const instance = reloads.get(line.proc) ?? 0;
    const key = `${viewKey(line.proc, line.conv)} ${instance}`;
    const known = instances.get(key);
    if (known) known.displays.push(line);
    else instances.set(key, { proc: line.proc, conv: line.conv, instance, displays: [line] });
  }
  return [...instances.values()];
}

/** When no fault was in force. Promises with a time limit count only uninterrupted calm. */
export interface Calm {
  /** The longest uninterrupted calm within the span, in milliseconds. */
  longest(from: number, to: number): number;
}

function calmOf(lines: readonly HistoryLine[]): Calm {
  const spans: { from: number; to: number }[] = [];
  const open = new Set<string>();
  let since: number | null = Number.NEGATIVE_INFINITY;
  for (const line of lines) {
    if (line.op === 'kill') {
      if (since !== null) spans.push({ from: since, to: line.t });
      since = null;
      open.add(line.node);
    }
    if (line.op === 'heal') {
      open.delete(line.node);
      if (open.size === 0) since ??= line.t;
    }
  }
  if (since !== null) spans.push({ from: since, to: Number.POSITIVE_INFINITY });
  return {
    longest: (from, to) => spans.reduce((most, span) => Math.max(most, Math.min(span.to, to) - Math.max(span.from, from)), 0),
  };
}
