import { hashOf, type FinalRow, type FinalView, type HistoryLine, type Outcome, type Right, type Stream } from './history.js';

/** What one run left: the input of the checker. */
export interface Run {
  lines: HistoryLine[];
  outcome: Outcome;
}

export interface RunShape {
  conversations: number;
  /** Agents who watch every conversation; each conversation has one visitor besides. */
  agents: number;
  messages: number;
  /** A number in [0, 1); called often. */
  random: () => number;
}

/** A run as a faultless server would have made it, with retries, lost answers, reloads, internal notes, system lines, a revoke and faults. */
export function aRun({ conversations, agents, messages, random }: RunShape): Run {
  const lines: HistoryLine[] = [];
  const rows: FinalRow[] = [];
  const rights: Right[] = [];
  const heads = new Map<string, number>();
  let t = 0;
  const pick = (below: number) => Math.floor(random() * below);
  const add = (line: Pick<HistoryLine, 'proc' | 'op'> & Partial<HistoryLine>) =>
    lines.push({ node: 'link1', conv: null, stream: null, cmid: null, id: null, seq: null, hash: null, ...line, t: (t += 1 + random()) });
  const take = (conv: string, stream: Stream) => {
    const key = `${conv} ${stream}`;
    const seq = (heads.get(key) ?? 0) + 1;
    heads.set(key, seq);
    return seq;
  };
  const readers = (conv: string, stream: Stream) => rights.filter((right) => right.conv === conv && right.stream === stream && right.until === null);
  const record = (conv: string, cmid: string | null, text: string, internal: boolean, sender: string | null) => {
    const made = (internal ? (['staff'] as const) : (['public', 'staff'] as const)).map((stream): FinalRow => ({
      conv,
      stream,
      seq: take(conv, stream),
      id: `m${rows.length}-${conv}`,
      cmid,
      hash: hashOf(text),
    }));
    const [head] = made;
    for (const row of made) row.id = head?.id ?? row.id;
    rows.push(...made);
    for (const { stream, seq, id, hash } of made) {
      for (const { proc } of readers(conv, stream)) {
        if (proc !== sender) add({ proc, op: 'recv', conv, stream, id, seq, hash });
        add({ proc, op: 'display', conv, stream, id, seq, hash });
      }
    }
    return made;
  };

  for (let c = 0; c < conversations; c += 1) {
    const conv = `c${c}`;
    const people = [[`visitor${c}`, 'public'], ...Array.from({ length: agents }, (_, a) => [`agent${a}`, 'staff'])] as [string, Stream][];
    for (const [proc, stream] of people) {
      rights.push({ proc, conv, stream, from: t, until: null });
      add({ proc, op: 'join', conv, stream });
    }
    record(conv, null, 'joined', false, null);
  }
  for (let m = 0; m < messages; m += 1) {
    const conv = `c${pick(conversations)}`;
    const byVisitor = agents === 0 || random() < 0.5;
    const proc = byVisitor ? `visitor${conv.slice(1)}` : `agent${pick(agents)}`;
    const right = rights.find((one) => one.proc === proc && one.conv === conv);
    if (!right || right.until !== null) continue;
    const cmid = `x${m}`;
    const text = `text ${m}`;
    const sent = { proc, conv, stream: right.stream, cmid };
    add({ ...sent, op: 'send', hash: hashOf(text) });
    const made = record(conv, cmid, text, !byVisitor && random() < 0.2, proc);
    if (random() < 0.2) {
      add({ proc: 'nemesis', node: 'server', op: 'kill', note: 'after_commit_before_ack' });
      add({ proc: 'nemesis', node: 'server', op: 'heal' });
      add({ ...sent, op: 'send', hash: hashOf(text) });
    }
    const own = made.find((row) => row.stream === right.stream);
    if (own) add({ ...sent, op: 'ack', id: own.id, seq: own.seq });
    if (random() < 0.05) reload(proc);
  }
  const [last] = rights.filter((right) => right.stream === 'staff').slice(-1);
  if (last && rights.some((right) => right.conv === last.conv && right.stream === 'staff' && right !== last)) {
    add({ proc: last.proc, op: 'revoke', conv: last.conv });
    last.until = t;
    record(last.conv, null, 'after the revoke', true, null);
  }

  function reload(proc: string) {
    add({ proc, op: 'reload' });
    for (const { conv, stream, until } of rights.filter((right) => right.proc === proc)) {
      if (until !== null) continue;
      for (const { id, seq, hash } of rows.filter((row) => row.conv === conv && row.stream === stream))
        add({ proc, op: 'display', conv, stream, id, seq, hash });
    }
  }

  const views = rights.map(({ proc, conv, stream, until }): FinalView => {
    const shown = until === null ? rows.filter((row) => row.conv === conv && row.stream === stream).map((row) => row.id) : [];
    return { proc, conv, stream, shown, pending: [] };
  });
  return { lines, outcome: { rows, views, rights } };
}
