import type { RefusalCode } from '#contracts/imports.js';

/** One record of a file: its text, the line it begins in, and the name of the list it stood in. Or why it is none. */
export type JsonPiece = { readonly line: number; readonly list: string | null } & ({ readonly text: string } | { readonly refused: RefusalCode });

export const MOST_RECORD = 4 * 2 ** 20;
export const MOST_DEPTH = 40;
const MOST_COVERS = 5;
const LONGEST_KEY = 60;
/** An object in which one of these stands before any of the lists below is a record; one that comes to such a list first is a cover around records. */
const NAMES_A_RECORD = new Set(['id', 'uuid', 'url', 'created_at', 'subject', 'account_id', 'assignee_id', 'requester_id', 'allow_attachments', 'ticket', 'ticket_id', 'conversation', 'conversation_id']);
const LISTS = new Set(['tickets', 'users', 'organizations', 'ticket_fields', 'comments', 'results', 'conversations', 'messages', 'contacts', 'payload', 'data']);
/** The cover within a cover: `{ "data": { "payload": [ … ] } }`. */
const COVER = 'data';

interface Candidate {
  readonly line: number;
  /** Nothing in it is of interest. */
  readonly skipped: boolean;
  text: string;
  depth: number;
  named: boolean;
  refused: RefusalCode | null;
}
type Cover = { readonly kind: 'list' | 'object'; readonly name: string | null };

/**
 * Takes JSON apart that may be too large to be held: one value after the other (NDJSON), one list, or pages of an API as
 * `{ "tickets": [ … ] }`. A machine that is fed text; of a record it holds no more than it may have. A line that breaks off
 * within a word costs that record alone.
 */
export class JsonRecords {
  private line = 1;
  private readonly covers: Cover[] = [];
  private now: Candidate | null = null;
  private inString = false;
  private escaped = false;
  private word = '';
  /** The key whose value comes next, in the object of the record or cover. */
  private key: string | null = null;
  private awaitsValue = false;
  private stray = false;

  *feed(chunk: string): Generator<JsonPiece> {
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const sign = chunk.charAt(at);
      if (sign === '\n') this.line += 1;
      const before = this.now;
      const piece = this.inString ? this.within(sign) : this.take(sign);
      if (this.now !== before) {
        if (piece && 'text' in piece) yield { ...piece, text: this.cut(piece.text + chunk.slice(from, at + 1)) };
        else if (piece) yield piece;
        from = at;
      } else if (piece) yield piece;
    }
    const { now } = this;
    if (!now || now.skipped || now.refused) return;
    now.text += chunk.slice(from);
    if (now.text.length > MOST_RECORD) this.refuse(now, 'too_large');
  }

  /** What was begun and never ended. */
  *end(): Generator<JsonPiece> {
    if (this.now || this.covers.length > 0) yield { line: this.now?.line ?? this.line, list: this.list, refused: this.now?.refused ?? 'not_json' };
  }

  private get list(): string | null {
    return this.covers.findLast(({ kind }) => kind === 'list')?.name ?? null;
  }

  private get level(): 'record' | 'cover' | 'deep' {
    if (this.now) return this.now.depth === 1 ? 'record' : 'deep';
    return 'cover';
  }

  private cut(text: string): string {
    return text.slice(text.indexOf('{'));
  }

  private refuse(candidate: Candidate, code: RefusalCode): void {
    candidate.refused ??= code;
    candidate.text = '';
  }

  private within(sign: string): JsonPiece | null {
    if (this.escaped) this.escaped = false;
    else if (sign === '\\') this.escaped = true;
    else if (sign === '"') {
      this.inString = false;
      return null;
    } else if (sign === '\n') return this.broken();
    if (this.word.length < LONGEST_KEY) this.word += sign;
    return null;
  }

  /** No word of JSON goes on in the next line. */
  private broken(): JsonPiece {
    const line = this.now?.line ?? this.line - 1;
    this.inString = false;
    this.now = null;
    this.key = null;
    this.awaitsValue = false;
    return { line, list: this.list, refused: 'not_json' };
  }

  private take(sign: string): JsonPiece | null {
    switch (sign) {
      case '"':
        this.inString = true;
        this.word = '';
        return this.atRecords() ? this.strayed() : null;
      case ':':
        if (this.level !== 'deep') {
          this.key = this.word;
          this.awaitsValue = true;
          if (this.now && NAMES_A_RECORD.has(this.word)) this.now.named = true;
        }
        return null;
      case ',':
        if (this.level !== 'deep') this.awaitsValue = false;
        this.stray = false;
        return null;
      case '{':
      case '[':
        return this.open(sign);
      case '}':
      case ']':
        return this.close(sign);
      case ' ':
      case '\n':
      case '\r':
      case '\t':
      case '\ufeff':
      case '\u001e':
        if (sign === '\n' && this.covers.length === 0) this.stray = false;
        return null;
      default:
        return this.atRecords() ? this.strayed() : null;
    }
  }

  /** Where the next thing has to be a record. */
  private atRecords(): boolean {
    return !this.now && this.covers.at(-1)?.kind !== 'object';
  }

  /** Told once for each thing that stands there. */
  private strayed(): JsonPiece | null {
    if (this.stray) return null;
    this.stray = true;
    return { line: this.line, list: this.list, refused: 'not_an_object' };
  }

  private open(sign: '{' | '['): JsonPiece | null {
    const { now } = this;
    if (!now) return this.openInCover(sign);
    if (now.depth === 1 && !this.awaitsValue) {
      // One record begins where the one before never ended.
      const piece = this.broken();
      if (sign === '{') this.begin(false);
      return piece;
    }
    if (now.depth === 1 && !now.named && !now.skipped && this.covers.length < MOST_COVERS) {
      if (sign === '[' ? LISTS.has(this.key ?? '') : this.key === COVER) {
        this.covers.push({ kind: 'object', name: null });
        this.now = null;
        return this.openInCover(sign);
      }
    }
    now.depth += 1;
    if (now.depth > MOST_DEPTH) this.refuse(now, 'too_deep');
    return null;
  }

  private openInCover(sign: '{' | '['): null {
    const inObject = this.covers.at(-1)?.kind === 'object';
    if (sign === '[') this.covers.push({ kind: 'list', name: inObject ? this.key : this.list });
    else this.begin(inObject ? this.key !== COVER : this.list !== null && !LISTS.has(this.list));
    this.awaitsValue = false;
    return null;
  }

  private begin(skipped: boolean): void {
    this.now = { line: this.line, skipped, text: '', depth: 1, named: false, refused: null };
    this.key = null;
    this.awaitsValue = false;
    this.stray = false;
  }

  private close(sign: '}' | ']'): JsonPiece | null {
    const { now } = this;
    if (!now) {
      const cover = this.covers.pop();
      this.stray = false;
      this.awaitsValue = false;
      return cover && (cover.kind === 'list') === (sign === ']') ? null : { line: this.line, list: this.list, refused: 'not_json' };
    }
    now.depth -= 1;
    if (now.depth > 0) return null;
    this.now = null;
    this.awaitsValue = false;
    if (now.skipped) return null;
    return { line: now.line, list: this.list, ...(now.refused ? { refused: now.refused } : { text: now.text }) };
  }
}
