const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
const KNOWN = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'WKST']);
/** How many days the rules of one file may have us look at: a hostile one must not keep us busy. */
export interface Patience {
  left: number;
}
export const PATIENCE = 200_000;

/** A date as the number of days since 1970-01-01: rules look at many. */
export type Day = number;

export interface Recurrence {
  readonly frequency: (typeof FREQUENCIES)[number];
  readonly interval: number;
  readonly count: number | null;
  readonly until: Day | null;
  readonly months: readonly number[];
  readonly monthDays: readonly number[];
  /** Weekday 1 to 7 from Monday; `nth` of the month or year, from its end when negative, 0 for every one. */
  readonly days: readonly { readonly weekday: number; readonly nth: number }[];
}

const numbers = (list: string | undefined): number[] => (list ? list.split(',').map(Number) : []);

function weekdayOf(word: string): { weekday: number; nth: number } | null {
  const found = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(word);
  return found ? { nth: Number(found[1] ?? 0), weekday: WEEKDAYS.findIndex((name) => name === found[2]) + 1 } : null;
}

/** Reads an RRULE of RFC 5545 about whole days. Null for what we would follow wrongly, such as BYSETPOS. */
export function readRecurrence(text: string): Recurrence | null {
  const parts = new Map(text.toUpperCase().split(';').filter(Boolean).map((part): [string, string] => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']));
  const frequency = FREQUENCIES.find((name) => name === parts.get('FREQ'));
  const days = (parts.get('BYDAY')?.split(',') ?? []).map(weekdayOf);
  const [interval, count] = [Number(parts.get('INTERVAL') ?? 1), parts.has('COUNT') ? Number(parts.get('COUNT')) : null];
  const [months, monthDays] = [numbers(parts.get('BYMONTH')), numbers(parts.get('BYMONTHDAY'))];
  const until = parts.get('UNTIL');
  const untilDate = until === undefined ? null : readDay(until.slice(0, 8));
  if (!frequency || [...parts.keys()].some((name) => !KNOWN.has(name)) || days.includes(null)) return null;
  if ([interval, ...(count === null ? [] : [count])].some((value) => !Number.isInteger(value) || value < 1)) return null;
  if (months.some((month) => !(month >= 1 && month <= 12)) || monthDays.some((day) => !Number.isInteger(day) || day === 0 || Math.abs(day) > 31)) return null;
  if ((until !== undefined && untilDate === null) || (parts.has('WKST') && parts.get('WKST') !== 'MO' && frequency === 'WEEKLY' && interval > 1)) return null;
  return { frequency, interval, count, until: untilDate, months, monthDays, days: days.flatMap((day) => day ?? []) };
}

interface Leaf {
  readonly year: number;
  readonly month: number;
  readonly date: number;
  /** 1 is Monday. */
  readonly weekday: number;
}

/** Day numbers and dates of the Gregorian calendar, after Howard Hinnant's `days_from_civil`. */
export function dayOf(year: number, month: number, date: number): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const ofEra = (y - era * 400) * 365 + Math.floor((y - era * 400) / 4) - Math.floor((y - era * 400) / 100) + ofYear;
  return era * 146_097 + ofEra - 719_468;
}
function leafOf(day: Day): Leaf {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const year = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const date = ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return { year: year + era * 400 + (month <= 2 ? 1 : 0), month, date, weekday: ((((day + 3) % 7) + 7) % 7) + 1 };
}
const lengthOfMonth = ({ year, month }: Leaf): number => (month === 12 ? 31 : dayOf(year, month + 1, 1) - dayOf(year, month, 1));

export function writeDay(day: Day): string {
  const { year, month, date } = leafOf(day);
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

/** `20261225` or `2026-12-25` as a day; null when there is none like it. */
export function readDay(text: string): Day | null {
  const found = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(text);
  if (!found) return null;
  const [year = 0, month = 0, date = 0] = found.slice(1).map(Number);
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || date < 1) return null;
  return date <= lengthOfMonth({ year, month, date, weekday: 1 }) ? dayOf(year, month, date) : null;
}

function inTurn({ frequency, interval }: Recurrence, start: Day, first: Leaf, day: Day, leaf: Leaf): boolean {
  if (frequency === 'DAILY') return (day - start) % interval === 0;
  if (frequency === 'WEEKLY') return ((day - leaf.weekday - (start - first.weekday)) / 7) % interval === 0;
  const years = leaf.year - first.year;
  return (frequency === 'YEARLY' ? years : years * 12 + leaf.month - first.month) % interval === 0;
}

function isNamedDay({ frequency, days, months }: Recurrence, day: Day, leaf: Leaf): boolean {
  const inMonth = frequency === 'MONTHLY' || (frequency === 'YEARLY' && months.length > 0);
  return days.some(({ weekday, nth }) => {
    if (weekday !== leaf.weekday) return false;
    if (nth === 0) return true;
    const [before, after] = inMonth
      ? [leaf.date - 1, lengthOfMonth(leaf) - leaf.date]
      : [day - dayOf(leaf.year, 1, 1), dayOf(leaf.year, 12, 31) - day];
    return nth > 0 ? Math.floor(before / 7) + 1 === nth : Math.floor(after / 7) + 1 === -nth;
  });
}

function fits(rule: Recurrence, start: Day, first: Leaf, day: Day): boolean {
  const leaf = leafOf(day);
  const { frequency, months, monthDays, days } = rule;
  if (!inTurn(rule, start, first, day, leaf)) return false;
  if (months.length > 0 && !months.includes(leaf.month)) return false;
  if (monthDays.length > 0 && !monthDays.some((named) => (named > 0 ? leaf.date === named : leaf.date === lengthOfMonth(leaf) + named + 1))) return false;
  if (days.length > 0) return isNamedDay(rule, day, leaf);
  if (monthDays.length > 0 || frequency === 'DAILY') return true;
  // What the rule leaves open is taken from its first day.
  if (frequency === 'WEEKLY') return leaf.weekday === first.weekday;
  return leaf.date === first.date && (frequency === 'MONTHLY' || months.length > 0 || leaf.month === first.month);
}

/** The days of a rule between two, both counted. The first day always belongs to it. Null when patience is over. */
export function occurrences(rule: Recurrence, start: Day, from: Day, to: Day, patience: Patience): Day[] | null {
  const found: Day[] = [];
  const first = leafOf(start);
  // Only a count has to be followed from the beginning.
  const begin = rule.count === null ? Math.max(start, from) : start;
  const end = Math.min(rule.until ?? to, to);
  patience.left -= Math.max(0, end - begin);
  if (patience.left < 0) return null;
  for (let day = begin, counted = 0; day <= end; day += 1) {
    if (day !== start && !fits(rule, start, first, day)) continue;
    counted += 1;
    if (rule.count !== null && counted > rule.count) break;
    if (day >= from) found.push(day);
  }
  return found;
}
