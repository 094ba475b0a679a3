import { type Day, occurrences, PATIENCE, type Patience, readDay, readRecurrence, writeDay } from './recurrence.rules.js';

export interface IcsDay {
  readonly date: string;
  readonly label: string;
}
export interface IcsReading {
  readonly days: readonly IcsDay[];
  /** Entries we leave out: timed ones, cancelled ones, and those whose rule we cannot follow. */
  readonly skipped: number;
}
export interface Window {
  readonly from: Day;
  readonly to: Day;
}

export const MOST_ICS_BYTES = 1_000_000;
const MOST_EVENTS = 3_000;
const MOST_DAYS = 1_000;
const LONGEST_DAYS = 60;
const LABEL = 80;

interface Property {
  readonly name: string;
  readonly parameters: string;
  readonly value: string;
}

/** Content lines of RFC 5545, unfolded. */
function propertiesOf(text: string): Property[] {
  return text
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .flatMap((line) => {
      const found = /^([A-Z0-9-]+)((?:;[^=:;"]+=(?:"[^"]*"|[^":;]*))*):(.*)$/i.exec(line);
      return found ? [{ name: (found[1] ?? '').toUpperCase(), parameters: (found[2] ?? '').toUpperCase(), value: found[3] ?? '' }] : [];
    });
}

const unescaped = (text: string): string => text.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? ' ' : sign));
/** One line that can be stored and shown. */
const labelOf = (text: string): string => [...unescaped(text).toWellFormed().replace(/[\p{Cc}\u2028\u2029]/gu, ' ').trim()].slice(0, LABEL / 2).join('');

/** Whole days alone: a holiday has no hour. */
const dateOf = (property: Property | undefined): Day | null => (property && !property.value.includes('T') ? readDay(property.value.trim()) : null);

function daysOf(event: readonly Property[], window: Window, patience: Patience): Day[] | null {
  const get = (name: string) => event.find((property) => property.name === name);
  const start = dateOf(get('DTSTART'));
  if (start === null || get('STATUS')?.value.trim().toUpperCase() === 'CANCELLED') return null;
  const end = dateOf(get('DTEND'));
  const weeks = /^P(\d{1,2})([DW])$/.exec(get('DURATION')?.value.trim() ?? '');
  const length = end !== null ? end - start : Number(weeks?.[1] ?? 1) * (weeks?.[2] === 'W' ? 7 : 1);
  const rule = get('RRULE');
  const recurrence = rule && readRecurrence(rule.value);
  if (recurrence === null) return null;
  const repeated = recurrence ? occurrences(recurrence, start, window.from - LONGEST_DAYS, window.to, patience) : [start];
  if (repeated === null) return null;
  const except = new Set(event.filter(({ name }) => name === 'EXDATE').flatMap(({ value }) => value.split(',').flatMap((day) => readDay(day.trim().slice(0, 8)) ?? [])));
  const added = event.filter(({ name }) => name === 'RDATE').flatMap(({ value }) => value.split(',').flatMap((day) => readDay(day.trim()) ?? []));
  const starts = [...new Set([...repeated, ...added])].filter((day) => !except.has(day) && day >= window.from - LONGEST_DAYS && day <= window.to);
  const span = Math.min(Math.max(1, length), LONGEST_DAYS);
  return starts.flatMap((day) => Array.from({ length: span }, (_, index) => day + index));
}

/** The holidays a file of iCalendar names within a window, by date. Null when it is no such file. */
export function readIcs(text: string, window: Window): IcsReading | null {
  const properties = propertiesOf(text.replace(/^\uFEFF/, ''));
  const [first] = properties;
  if (first?.name !== 'BEGIN' || first.value.trim().toUpperCase() !== 'VCALENDAR') return null;
  const days = new Map<Day, string>();
  const patience = { left: PATIENCE };
  let event: Property[] | null = null;
  let depth = 0;
  let [events, skipped] = [0, 0];
  for (const property of properties) {
    const value = property.value.trim().toUpperCase();
    if (property.name === 'BEGIN') {
      if (event) depth += 1;
      else if (value === 'VEVENT') event = [];
    } else if (property.name === 'END' && event) {
      if (depth > 0) depth -= 1;
      else {
        events += 1;
        const found = events > MOST_EVENTS ? null : daysOf(event, window, patience);
        if (found === null) skipped += 1;
        const label = labelOf(event.find(({ name }) => name === 'SUMMARY')?.value ?? '');
        for (const day of found ?? []) {
          if (day >= window.from && day <= window.to && days.size < MOST_DAYS) days.set(day, days.get(day) || label);
        }
        event = null;
      }
    } else if (event && depth === 0) event.push(property);
  }
  return { days: [...days].sort(([a], [b]) => a - b).map(([day, label]) => ({ date: writeDay(day), label })), skipped };
}
