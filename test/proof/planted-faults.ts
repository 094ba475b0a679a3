import type { Invariant } from './facts.rules.js';
import type { FinalRow, HistoryLine } from './history.js';
import type { Run } from './history.factory.js';

/** A fault put into a clean run by hand: the checker must name it. `pick` chooses where; false means the run has no such place. */
export interface PlantedFault {
  name: string;
  expected: Invariant;
  plant: (run: Run, pick: <T>(items: readonly T[]) => T | undefined) => boolean;
}

const acked = ({ lines }: Run) => lines.filter((line) => line.op === 'ack');
const shown = ({ lines }: Run) => lines.filter((line) => line.op === 'display');
const remove = <T>(from: T[], which: (item: T) => boolean) => from.splice(0, from.length, ...from.filter((item) => !which(item)));
const insertAfter = (lines: HistoryLine[], line: HistoryLine, copy: HistoryLine) => lines.splice(lines.indexOf(line) + 1, 0, copy);

/** Renumbers what follows a removed row, so that only the loss itself is left to be seen. */
function closeHole(rows: FinalRow[], gone: FinalRow) {
  for (const row of rows) if (row.conv === gone.conv && row.stream === gone.stream && row.seq > gone.seq) row.seq -= 1;
}

export const PLANTED_FAULTS: PlantedFault[] = [
  {
    name: 'lost row: acknowledged, then gone without a trace on any page',
    expected: 'I1',
    plant: (run, pick) => {
      const ack = pick(acked(run));
      if (!ack) return false;
      const gone = run.outcome.rows.filter((row) => row.cmid === ack.cmid);
      remove(run.outcome.rows, (row) => gone.includes(row));
      for (const row of gone) closeHole(run.outcome.rows, row);
      remove(run.lines, (line) => (line.op === 'display' || line.op === 'recv') && line.id === ack.id);
      for (const view of run.outcome.views) remove(view.shown, (id) => id === ack.id);
      return true;
    },
  },
  {
    name: 'double row: a retry recorded a second time',
    expected: 'I3',
    plant: ({ outcome: { rows, views } }, pick) => {
      const twice = pick(rows.filter((row) => row.cmid !== null));
      if (!twice) return false;
      const seq = 1 + Math.max(...rows.filter((row) => row.conv === twice.conv && row.stream === twice.stream).map((row) => row.seq));
      rows.push({ ...twice, seq, id: `${twice.id}-again` });
      for (const view of views) if (view.conv === twice.conv && view.stream === twice.stream) view.shown.push(`${twice.id}-again`);
      return true;
    },
  },
  {
    name: 'swapped order: one page shows two entries the wrong way round',
    expected: 'I5',
    plant: ({ outcome: { views } }, pick) => {
      const view = pick(views.filter(({ shown: ids }) => ids.length > 1));
      const at = view && pick([...view.shown.keys()].slice(1));
      if (!view || at === undefined) return false;
      view.shown.splice(at - 1, 2, ...view.shown.slice(at - 1, at + 1).toReversed());
      return true;
    },
  },
  {
    name: 'phantom: a page shows what was never committed',
    expected: 'I2',
    plant: (run, pick) => {
      const line = pick(shown(run));
      if (!line) return false;
      insertAfter(run.lines, line, { ...line, id: 'phantom' });
      return true;
    },
  },
  {
    name: 'double display: a page shows one entry twice',
    expected: 'I7',
    plant: (run, pick) => {
      const line = pick(shown(run));
      if (!line) return false;
      insertAfter(run.lines, line, { ...line });
      return true;
    },
  },
  {
    name: 'leak: an entry is delivered more than 2 s after the right was taken',
    expected: 'I8',
    plant: (run, pick) => {
      const right = pick(run.outcome.rights.filter(({ until }) => until !== null));
      const row = right && pick(run.outcome.rows.filter(({ conv, stream }) => conv === right.conv && stream === right.stream));
      if (!right || right.until === null || !row) return false;
      const { proc, conv, stream } = right;
      run.lines.push({ t: right.until + 2100, proc, node: 'link1', op: 'recv', conv, stream, cmid: null, id: row.id, seq: row.seq, hash: row.hash });
      return true;
    },
  },
  {
    name: 'lost tail: the last entry never reaches a page, which leaves no gap to see',
    expected: 'I1',
    plant: (run, pick) => {
      const view = pick(run.outcome.views.filter(({ shown: ids }) => ids.length > 0));
      const id = view?.shown.pop();
      if (!view || id === undefined) return false;
      remove(run.lines, (line) => line.proc === view.proc && line.id === id && (line.op === 'display' || line.op === 'recv'));
      return true;
    },
  },
  {
    name: 'two answers for one clientMessageId',
    expected: 'I3',
    plant: (run, pick) => {
      const ack = pick(acked(run));
      if (!ack || ack.seq === null) return false;
      insertAfter(run.lines, ack, { ...ack, id: 'another', seq: ack.seq + 1 });
      return true;
    },
  },
];

/** Beyond the eight: one for each promise they leave out. */
export const FURTHER_FAULTS: PlantedFault[] = [
  {
    name: 'hole: a number of a stream was never given',
    expected: 'I4',
    plant: ({ outcome: { rows } }, pick) => {
      const row = pick(rows);
      if (!row) return false;
      for (const other of rows) if (other.conv === row.conv && other.stream === row.stream && other.seq >= row.seq) other.seq += 1;
      return true;
    },
  },
  {
    name: 'real time: sent after another was acknowledged, yet numbered before it',
    expected: 'I6',
    plant: ({ outcome: { rows } }, pick) => {
      const mine = rows.filter((row) => row.stream === 'staff' && row.cmid !== null);
      const pairs = mine.flatMap((a) => mine.filter((b) => b.conv === a.conv && b.seq > a.seq).map((b) => [a, b] as const));
      const pair = pick(pairs);
      if (!pair) return false;
      const [a, b] = pair;
      [a.seq, b.seq] = [b.seq, a.seq];
      return true;
    },
  },
  {
    name: 'silence: sent, never answered, and no page shows it as pending',
    expected: 'I9',
    plant: (run, pick) => {
      const ack = pick(acked(run));
      if (!ack) return false;
      remove(run.lines, (line) => line.op === 'ack' && line.cmid === ack.cmid);
      return true;
    },
  },
  {
    name: 'late: a page shows an entry only after more than ten seconds of calm',
    expected: 'I9',
    plant: (run, pick) => {
      const last = run.lines.at(-1)?.t ?? 0;
      const ids = new Set(run.outcome.rows.filter((row) => row.cmid !== null).map((row) => row.id));
      const reloaded = new Set(run.lines.filter((line) => line.op === 'reload').map((line) => line.proc));
      const line = pick(shown(run).filter(({ id, proc }) => id !== null && ids.has(id) && !reloaded.has(proc) && acked(run).some((ack) => ack.id === id)));
      if (!line) return false;
      line.t = last + 10_500;
      return true;
    },
  },
  {
    name: 'altered: a row holds another text than was sent',
    expected: 'I2',
    plant: ({ outcome: { rows } }, pick) => {
      const row = pick(rows.filter(({ cmid }) => cmid !== null));
      if (row) row.hash = 'altered';
      return row !== undefined;
    },
  },
  {
    name: 'internal note shown to the visitor',
    expected: 'I8',
    plant: (run, pick) => {
      const published = new Set(run.outcome.rows.filter((row) => row.stream === 'public').map((row) => row.id));
      const note = pick(run.outcome.rows.filter((row) => !published.has(row.id)));
      const right = note && run.outcome.rights.find((one) => one.conv === note.conv && one.stream === 'public');
      const { t } = run.lines.at(-1) ?? { t: 0 };
      if (!note || !right) return false;
      run.lines.push({
        t,
        proc: right.proc,
        node: 'link1',
        op: 'recv',
        conv: note.conv,
        stream: 'public',
        cmid: null,
        id: note.id,
        seq: note.seq,
        hash: note.hash,
      });
      return true;
    },
  },
];
