import { groupBy, streamKey, type Facts, type Sending, type Violation } from './facts.rules.js';
import type { FinalRow } from './history.js';

/** I1, first half: what was acknowledged is in the database, where the acknowledgement said. */
export function acknowledgedIsRecorded({ sendings, rowsByCmid }: Facts): Violation[] {
  const found: Violation[] = [];
  for (const { cmid, proc, acks } of sendings.values()) {
    const [ack] = acks;
    if (!ack) continue;
    const rows = rowsByCmid.get(cmid) ?? [];
    const at = { cmid, proc, ...(ack.conv ? { conv: ack.conv } : {}) };
    if (rows.length === 0) found.push({ invariant: 'I1', counts: 'lost', what: 'acknowledged, not in the database', ...at });
    else if (!rows.some((row) => row.id === ack.id && row.conv === ack.conv && row.stream === ack.stream && (ack.seq === null || row.seq === ack.seq))) {
      found.push({
        invariant: 'I1',
        counts: 'lost',
        what: `acknowledged as ${ack.id} number ${ack.seq}, recorded as ${rows.map((row) => `${row.id} ${row.stream} ${row.seq}`).join(', ')}`,
        ...at,
      });
    }
  }
  return found;
}

/** I2: nothing is recorded that nobody sent, nothing is seen that is not recorded, and what is seen is what is recorded. */
export function nothingFromNowhere({ lines, sendings, outcome, rowsById }: Facts): Violation[] {
  const found: Violation[] = [];
  for (const { cmid, hash, conv, id } of outcome.rows) {
    if (cmid === null) continue;
    const sending = sendings.get(cmid);
    if (!sending) found.push({ invariant: 'I2', counts: 'other', what: 'recorded, but nobody sent it', conv, cmid, id });
    else if (!sending.hashes.has(hash)) found.push({ invariant: 'I2', counts: 'other', what: 'recorded with another content than was sent', conv, cmid, id });
  }
  const reported = new Set<string>();
  for (const line of lines) {
    if ((line.op !== 'recv' && line.op !== 'display') || line.id === null || line.conv === null) continue;
    const rows = (rowsById.get(line.id) ?? []).filter((row) => row.conv === line.conv);
    const what =
      rows.length === 0
        ? `${line.op} of what is not in the database`
        : line.hash !== null && rows.every((row) => row.hash !== line.hash)
          ? `${line.op} with another content than is recorded`
          : null;
    const key = `${line.proc} ${line.id} ${line.op}`;
    if (!what || reported.has(key)) continue;
    reported.add(key);
    found.push({ invariant: 'I2', counts: 'other', what, proc: line.proc, conv: line.conv, id: line.id });
  }
  return found;
}

/** I3: one row per clientMessageId, and every acknowledgement of it says the same. */
export function recordedOnce({ sendings, rowsByCmid }: Facts): Violation[] {
  const found: Violation[] = [];
  for (const [cmid, rows] of rowsByCmid) {
    for (const inStream of groupBy(rows, (row) => row.stream).values()) {
      for (const row of inStream.slice(1)) {
        found.push({
          invariant: 'I3',
          counts: 'duplicated',
          what: `${inStream.length} rows for one message in the ${row.stream} stream`,
          cmid,
          conv: row.conv,
          id: row.id,
        });
      }
    }
    if (new Set(rows.map((row) => row.id)).size > 1 && found.at(-1)?.cmid !== cmid) {
      found.push({ invariant: 'I3', counts: 'duplicated', what: 'the two streams hold it under different ids', cmid });
    }
  }
  for (const { cmid, proc, acks } of sendings.values()) {
    const answers = new Set(acks.map((ack) => `${ack.id} ${ack.conv} ${ack.stream} ${ack.seq}`));
    if (answers.size > 1)
      found.push({ invariant: 'I3', counts: 'duplicated', what: `answered in ${answers.size} ways: ${[...answers].join('; ')}`, cmid, proc });
  }
  return found;
}

/** I4: every stream is numbered 1..n. */
export function dense({ streams }: Facts): Violation[] {
  const found: Violation[] = [];
  for (const rows of streams.values()) {
    const wrong = rows.find((row, at) => row.seq !== at + 1);
    if (wrong) {
      const what = `the ${wrong.stream} stream has ${wrong.seq} where ${rows.indexOf(wrong) + 1} belongs`;
      found.push({ invariant: 'I4', counts: 'other', what, conv: wrong.conv, id: wrong.id });
    }
  }
  return found;
}

/**
 * I6: what was acknowledged before another sending began has the smaller number; one sender's messages stand in the order sent.
 * Numbers of the two streams are compared in the staff stream, which holds everything.
 */
export function realTimeOrder({ sendings, streams, rowsByCmid }: Facts): Violation[] {
  const found: Violation[] = [];
  const place = (sending: Sending) => {
    const rows = rowsByCmid.get(sending.cmid) ?? [];
    return rows.find((row) => row.stream === 'staff') ?? rows.find((row) => !streams.has(streamKey(row.conv, 'staff')));
  };
  const placed = [...sendings.values()].flatMap((sending) => {
    const row = place(sending);
    const [first] = sending.sends;
    return row && first ? [{ sending, row, sentAt: first.t, ackedAt: sending.acks[0]?.t ?? Number.POSITIVE_INFINITY }] : [];
  });
  for (const group of groupBy(placed, ({ row }) => row.conv).values()) {
    const bySend = group.toSorted((a, b) => a.sentAt - b.sentAt);
    const byAck = group.toSorted((a, b) => a.ackedAt - b.ackedAt);
    const latestOf = new Map<string, FinalRow>();
    let latest: FinalRow | null = null;
    let next = 0;
    for (const { sending, row, sentAt } of bySend) {
      for (let acked = byAck[next]; acked && acked.ackedAt < sentAt; acked = byAck[(next += 1)]) {
        if (!latest || acked.row.seq > latest.seq) latest = acked.row;
      }
      const at = { conv: row.conv, cmid: sending.cmid, proc: sending.proc, id: row.id };
      const own = latestOf.get(sending.proc);
      if (latest && latest.seq > row.seq) {
        found.push({ invariant: 'I6', counts: 'reordered', what: `number ${row.seq}, though ${latest.seq} was acknowledged before it was sent`, ...at });
      } else if (own && own.seq > row.seq) {
        found.push({ invariant: 'I6', counts: 'reordered', what: `number ${row.seq}, though its sender had sent ${own.seq} before it`, ...at });
      }
      if (!own || row.seq > own.seq) latestOf.set(sending.proc, row);
    }
  }
  return found;
}
