import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';

/**
 * What a client, the nemesis or the harness did or saw.
 * `kill` opens a fault on `node` (a server, the database, a link), `heal` closes it; `reload` begins a new view of `proc`;
 * `join` is the moment from which `proc` shows `conv`, `revoke` the moment its right to it was taken.
 */
export type Op = 'send' | 'ack' | 'nack' | 'recv' | 'display' | 'reload' | 'join' | 'revoke' | 'kill' | 'heal';
export type Stream = 'public' | 'staff';

/** Why an impatient sender stops asking without an answer. */
export const GIVEN_UP = 'given up: the right was taken';

export interface HistoryLine {
  /** Milliseconds of the one monotonic clock of the run. */
  t: number;
  /** Who: one open page. Two tabs of one visitor are two. */
  proc: string;
  /** Through which server or link; for `kill` and `heal` what was struck. */
  node: string;
  op: Op;
  conv: string | null;
  stream: Stream | null;
  cmid: string | null;
  id: string | null;
  seq: number | null;
  hash: string | null;
  /** For `kill` its kind, for `nack` the code. */
  note?: string;
}

/** One entry of one stream as the database holds it after the run. A public message is in both streams, under one id. */
export interface FinalRow {
  conv: string;
  stream: Stream;
  seq: number;
  id: string;
  /** Null for system lines. */
  cmid: string | null;
  hash: string;
}

/** What one page shows at the end, from top to bottom; `pending` is what it visibly shows as not yet sent or failed. */
export interface FinalView {
  proc: string;
  conv: string;
  stream: Stream;
  shown: string[];
  pending: string[];
}

/** Who may see what, by the rules of the product rather than by what the server did. */
export interface Right {
  proc: string;
  conv: string;
  stream: Stream;
  from: number;
  until: number | null;
}

export interface Outcome {
  rows: FinalRow[];
  views: FinalView[];
  rights: Right[];
}

/** Fingerprint of a text, so that a history holds no texts. */
export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Collects the lines of a run in memory and, with a path, in a file as JSON lines. */
export class History {
  readonly lines: HistoryLine[] = [];
  private readonly file: WriteStream | null;
  private readonly began = performance.now();

  constructor(path: string | null = null) {
    if (path) mkdirSync(dirname(path), { recursive: true });
    this.file = path ? createWriteStream(path) : null;
  }

  now() {
    return performance.now() - this.began;
  }

  add(line: Pick<HistoryLine, 'proc' | 'op'> & Partial<HistoryLine>): HistoryLine {
    const full: HistoryLine = { node: '', conv: null, stream: null, cmid: null, id: null, seq: null, hash: null, ...line, t: this.now() };
    this.lines.push(full);
    this.file?.write(`${JSON.stringify(full)}\n`);
    return full;
  }

  close() {
    const { file } = this;
    if (!file) return Promise.resolve();
    return new Promise<void>((resolve, reject) => {
      file.once('error', reject);
      file.end(() => resolve());
    });
  }
}
