/** What one cell holds. */
export type Cell = string | number | boolean | Date | readonly string[] | null;

/** First characters by which spreadsheets take words for a formula, and what they pass over before it. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const QUOTED = /[",\r\n]/;

/** A word that a customer wrote must not run in the sheet of whoever opens it (OWASP, "CSV injection"). */
const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** One row of RFC 4180. @param time how a moment is written */
export const csvRow = (cells: readonly Cell[], time: (at: Date) => string): string =>
  `${cells
    .map((cell) => {
      if (cell === null) return '';
      if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
      const text = cell instanceof Date ? time(cell) : harmless(typeof cell === 'string' ? cell : cell.join(', '));
      return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    })
    .join(',')}\r\n`;

/** One line of NDJSON: nothing is changed, because nothing opens it as a sheet. */
export const ndjsonRow = (names: readonly string[], cells: readonly Cell[], time: (at: Date) => string): string =>
  `${JSON.stringify(Object.fromEntries(names.map((name, at) => [name, cells[at] instanceof Date ? time(cells[at]) : (cells[at] ?? null)])))}\n`;

const QUARTER_MS = 15 * 60_000;
const MOST_KEPT = 20_000;

/**
 * Moments by the clock of a zone: `2026-11-23T13:39:05+08:00`. What a zone is ahead changes at quarters of an hour only, and
 * asking for it costs more than all the rest of a row, so it is asked for once for each.
 */
export function clockOf(zone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const known = new Map<number, { ms: number; text: string }>();
  return (at) => {
    const quarter = Math.floor(at.getTime() / QUARTER_MS);
    const found = known.get(quarter) ?? offsetOf(format, quarter * QUARTER_MS);
    if (known.size >= MOST_KEPT) known.clear();
    known.set(quarter, found);
    return `${new Date(at.getTime() + found.ms).toISOString().slice(0, 19)}${found.text}`;
  };
}

function offsetOf(format: Intl.DateTimeFormat, at: number): { ms: number; text: string } {
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return ahead === 0 ? { ms: 0, text: 'Z' } : { ms: sign === '-' ? -ahead : ahead, text: `${sign}${hours}:${minutes}` };
}
