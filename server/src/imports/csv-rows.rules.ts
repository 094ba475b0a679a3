/** A row of a table, with the line it begins in. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** It never ended, or grew beyond what a row may have. */
  readonly broken: 'open_quote' | 'too_large' | null;
}

export const MOST_ROW = 2 ** 20;
export const MOST_CELLS = 300;

/** The sign between cells: the one that the first line has most of, outside of quotes. */
export function separatorOf(head: string): string {
  const first = head.replace(/"(?:[^"]|"")*"/g, '').split(/\r|\n/)[0] ?? '';
  const counts = [',', ';', '\t', '|', '，'].map((sign) => ({ sign, count: first.split(sign).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}

/** Takes a table apart as RFC 4180 has it, and as spreadsheets write it: quotes within cells, lines that end in any way. Fed piece by piece. */
export class CsvRows {
  private line = 1;
  private began = 1;
  private cells: string[] = [];
  private cell = '';
  private size = 0;
  private quoted = false;
  /** The last sign was a quote within a quoted cell: its end, or the first of two. */
  private closing = false;
  private afterReturn = false;

  constructor(private readonly separator: string) {}

  *feed(chunk: string): Generator<CsvRow> {
    for (const sign of chunk) {
      const feed = sign === '\n' && this.afterReturn;
      this.afterReturn = sign === '\r';
      if (sign === '\n' && !feed) this.line += 1;
      if (sign === '\r') this.line += 1;
      if (feed && !this.quoted) continue;
      const row = this.take(sign);
      if (row) yield row;
    }
  }

  *end(): Generator<CsvRow> {
    if (this.quoted && !this.closing) yield { ...this.row(), broken: 'open_quote' };
    else if (this.cell !== '' || this.cells.length > 0) yield this.row();
  }

  private take(sign: string): CsvRow | null {
    if (this.quoted && !this.closing) {
      if (sign === '"') this.closing = true;
      else this.add(sign);
      return null;
    }
    if (this.quoted && sign === '"') {
      this.closing = false;
      this.add('"');
      return null;
    }
    if (sign === '"' && this.cell === '' && !this.quoted) {
      this.quoted = true;
      return null;
    }
    if (sign === this.separator) {
      this.endCell();
      return null;
    }
    if (sign === '\n' || sign === '\r') return this.row();
    this.add(sign);
    return null;
  }

  /** What is too much is read to its end and not kept. */
  private add(sign: string): void {
    this.size += sign.length;
    if (this.size <= MOST_ROW) this.cell += sign;
  }

  private endCell(): void {
    if (this.cells.length < MOST_CELLS) this.cells.push(this.cell);
    this.cell = '';
    this.quoted = false;
    this.closing = false;
  }

  private row(): CsvRow {
    this.endCell();
    const row: CsvRow = { line: this.began, cells: this.cells, broken: this.size > MOST_ROW ? 'too_large' : null };
    this.cells = [];
    this.size = 0;
    this.began = this.line;
    return row;
  }
}
