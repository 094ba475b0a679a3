/** Before it there was no desk. */
const EARLIEST = Date.UTC(1990, 0, 1);
const DATE = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i;

export type ReadMoment = { readonly at: Date } | { readonly fault: 'time_unreadable' | 'time_in_future' };

/**
 * A moment as exports and tables write it: ISO 8601, `2026/11/23 8:05`, or seconds (or milliseconds) since 1970. A day before
 * a month is not guessed at. Null where there is none.
 * @param zone by whose clock it is meant where it does not say
 */
export function momentOf(written: string | number | null, zone: string, now: Date): ReadMoment | null {
  if (written === null || written === '' || written === 0) return null;
  const ms = typeof written === 'number' ? unix(written) : /^\d{9,13}$/.test(written) ? unix(Number(written)) : msOf(written, zone);
  if (ms === null || !Number.isFinite(ms) || ms < EARLIEST) return { fault: 'time_unreadable' };
  if (ms > now.getTime()) return { fault: 'time_in_future' };
  return { at: new Date(ms) };
}

const unix = (value: number): number => Math.round(value < 100_000_000_000 ? value * 1000 : value);

function msOf(written: string, zone: string): number | null {
  const [, year, month, day, hour = '0', minute = '0', second = '0', offset] = DATE.exec(written.trim()) ?? [];
  if (year === undefined) return null;
  const parts = [year, month, day, hour, minute, second].map(Number);
  const [y = 0, m = 0, d = 0, h = 0, min = 0, s = 0] = parts;
  const ms = Date.UTC(y, m - 1, d, h, min, s);
  // The 31st of a short month is no day, nor is 25 o'clock.
  const back = new Date(ms);
  if (back.getUTCMonth() !== m - 1 || back.getUTCDate() !== d || h > 23 || min > 59 || s > 59) return null;
  if (offset === undefined) return ms - aheadAt(zone, ms);
  return /^(z|utc)$/i.test(offset) ? ms : ms - aheadOf(offset);
}

function aheadOf(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How much the clock on the wall there is ahead, at what that clock shows. */
function aheadAt(zone: string, wall: number): number {
  const guess = offsetAt(zone, wall);
  return offsetAt(zone, wall - guess);
}

function offsetAt(zone: string, ms: number): number {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  formats.set(zone, format);
  const name = format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return /^GMT[+-]/.test(name) ? aheadOf(name.slice(3)) : 0;
}
