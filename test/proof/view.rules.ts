import { streamKey, viewKey, type Facts, type Violation } from './facts.rules.js';

const DISPLAY_LIMIT_MS = 10_000;
const ANSWER_LIMIT_MS = 30_000;
const REVOKE_LIMIT_MS = 2_000;

/** I1, second half: each page that is open at the end shows all that is recorded of its stream. */
export function shownWhereEntitled({ lines, outcome, views, streams, rights }: Facts): Violation[] {
  const found: Violation[] = [];
  for (const { proc, conv } of lines.filter((line) => line.op === 'join')) {
    if (conv === null || rights.get(viewKey(proc, conv))?.until != null || views.has(viewKey(proc, conv))) continue;
    found.push({ invariant: 'I1', counts: 'other', what: 'joined, but its page was not read at the end', proc, conv });
  }
  for (const { proc, conv, stream, shown } of outcome.views) {
    if (rights.get(viewKey(proc, conv))?.until != null) continue;
    const seen = new Set(shown);
    for (const row of streams.get(streamKey(conv, stream)) ?? []) {
      if (!seen.has(row.id))
        found.push({
          invariant: 'I1',
          counts: 'lost',
          what: `recorded as ${row.seq}, not shown (stale)`,
          proc,
          conv,
          id: row.id,
          ...(row.cmid ? { cmid: row.cmid } : {}),
        });
    }
  }
  return found;
}

/** I5: pages show the order of their stream, the public order is the staff order without internal entries, and a page's run only grows at its ends. */
export function oneOrder({ outcome, instances, streams, rowsById, rights }: Facts): Violation[] {
  const found: Violation[] = [];
  const positions = (conv: string, stream: 'public' | 'staff') => new Map((streams.get(streamKey(conv, stream)) ?? []).map((row, at) => [row.id, at]));
  for (const { proc, conv, stream, shown } of outcome.views) {
    const order = positions(conv, stream);
    let last = -1;
    for (const id of shown) {
      const at = order.get(id);
      if (at === undefined) continue;
      if (at < last) found.push({ invariant: 'I5', counts: 'reordered', what: 'shown right below an entry with a greater number', proc, conv, id });
      last = at;
    }
  }
  for (const [key, rows] of streams) {
    const [conv = '', stream] = key.split(' ');
    if (stream !== 'public' || !streams.has(streamKey(conv, 'staff'))) continue;
    const order = positions(conv, 'staff');
    let last = -1;
    for (const row of rows) {
      const at = order.get(row.id);
      if (at === undefined) found.push({ invariant: 'I5', counts: 'lost', what: 'in the public stream, not in the staff stream', conv, id: row.id });
      else if (at < last) found.push({ invariant: 'I5', counts: 'reordered', what: 'the two streams disagree about the order', conv, id: row.id });
      last = Math.max(last, at ?? last);
    }
  }
  for (const { proc, conv, displays } of instances) {
    const stream = rights.get(viewKey(proc, conv))?.stream ?? displays[0]?.stream ?? 'public';
    const order = positions(conv, stream);
    let run: { low: number; high: number } | null = null;
    const once = new Set<string | null>();
    for (const { id } of displays) {
      const at = id === null || !rowsById.has(id) || once.has(id) ? undefined : order.get(id);
      once.add(id);
      if (at === undefined || id === null) continue;
      if (run && at !== run.high + 1 && at !== run.low - 1) {
        found.push({
          invariant: 'I5',
          // Counted once, where the page shows it at the end.
          counts: 'other',
          what: `shown at place ${at + 1} while the page held ${run.low + 1} to ${run.high + 1}`,
          proc,
          conv,
          id,
        });
      }
      run = run ? { low: Math.min(run.low, at), high: Math.max(run.high, at) } : { low: at, high: at };
    }
  }
  return found;
}

/** I7: no page shows an entry twice. */
export function shownOnce({ outcome, instances }: Facts): Violation[] {
  const found: Violation[] = [];
  const repeated = (ids: readonly (string | null)[]) => ids.filter((id, at) => id !== null && ids.indexOf(id) !== at);
  const seen = new Set<string>();
  const report = (proc: string, conv: string, id: string | null, what: string) => {
    const key = `${proc} ${conv} ${id}`;
    if (id === null || seen.has(key)) return;
    seen.add(key);
    found.push({ invariant: 'I7', counts: 'duplicated', what, proc, conv, id });
  };
  for (const { proc, conv, displays } of instances) {
    const ids = displays.map((line) => line.id);
    if (new Set(ids).size < ids.length) for (const id of repeated(ids)) report(proc, conv, id, 'displayed more than once');
  }
  for (const { proc, conv, shown } of outcome.views) {
    if (new Set(shown).size < shown.length) for (const id of repeated(shown)) report(proc, conv, id, 'stands twice on the page');
  }
  return found;
}

/** I8: nobody receives or shows what he has no right to, nor after the right was taken, nor an internal entry on the public side. */
export function secret({ lines, rights, rowsById }: Facts): Violation[] {
  const found: Violation[] = [];
  for (const { op, proc, conv, id, t, node } of lines) {
    if ((op !== 'recv' && op !== 'display') || conv === null) continue;
    const right = rights.get(viewKey(proc, conv));
    const at = { proc, conv, ...(id ? { id } : {}) };
    const leak = (what: string) => found.push({ invariant: 'I8', counts: 'other', what: `${what}${node ? ` (through ${node})` : ''}`, ...at });
    if (!right || t < right.from) leak(`${op} without a right to the conversation`);
    else if (right.until !== null && t > right.until + REVOKE_LIMIT_MS) leak(`${op} ${Math.round(t - right.until)} ms after the right was taken`);
    else if (id !== null && right.stream === 'public' && rowsById.get(id)?.every((row) => row.stream === 'staff')) leak(`${op} of an internal entry`);
  }
  return found;
}

/** I9: everything sent is answered or visibly pending, and everything acknowledged is shown, within the limits of calm time. */
export function alive({ sendings, outcome, lines, instances, calm, rowsByCmid, rights }: Facts): Violation[] {
  const found: Violation[] = [];
  const pending = new Set(outcome.views.flatMap((view) => view.pending));
  for (const { cmid, proc, conv, sends, acks, nacks } of sendings.values()) {
    const sent = sends[0]?.t ?? 0;
    const answered = acks[0]?.t ?? nacks.at(-1)?.t;
    const at = { cmid, proc, ...(conv ? { conv } : {}) };
    if (answered === undefined && !pending.has(cmid)) found.push({ invariant: 'I9', counts: 'other', what: 'neither answered nor visibly pending', ...at });
    if (answered !== undefined && calm.longest(sent, answered) > ANSWER_LIMIT_MS)
      found.push({ invariant: 'I9', counts: 'other', what: 'answered only after more than 30 s of calm', ...at });
  }
  const joins = lines.filter((line) => line.op === 'join');
  const firstShown = new Map<string, number>();
  for (const { proc, conv, displays } of instances) {
    for (const { id, t } of displays) {
      const key = `${viewKey(proc, conv)} ${id}`;
      firstShown.set(key, Math.min(t, firstShown.get(key) ?? t));
    }
  }
  for (const { cmid, acks } of sendings.values()) {
    const [ack] = acks;
    if (!ack) continue;
    for (const { proc, conv, t: joinedAt } of joins) {
      if (conv !== ack.conv || conv === null) continue;
      const right = rights.get(viewKey(proc, conv));
      const row = rowsByCmid.get(cmid)?.find((one) => one.stream === right?.stream);
      const shownAt = row && firstShown.get(`${viewKey(proc, conv)} ${row.id}`);
      if (shownAt === undefined || calm.longest(Math.max(ack.t, joinedAt), shownAt) <= DISPLAY_LIMIT_MS) continue;
      found.push({ invariant: 'I9', counts: 'other', what: 'shown only after more than 10 s of calm', cmid, proc, conv });
    }
  }
  return found;
}
