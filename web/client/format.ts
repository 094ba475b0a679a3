import { currentLocale } from './i18n.js';

type Style = Intl.DateTimeFormatOptions;
const made = new Map<string, Intl.DateTimeFormat>();

function format(at: string | number, style: Style): string {
  const key = currentLocale() + JSON.stringify(style);
  const formatter = made.get(key) ?? new Intl.DateTimeFormat(currentLocale(), style);
  made.set(key, formatter);
  return formatter.format(new Date(at));
}

export const clockTime = (at: string | number): string => format(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
export const exactTime = (at: string | number): string => format(at, { dateStyle: 'full', timeStyle: 'medium' });
/** A day of another year says which. */
const year = (at: string | number): Style => (new Date(at).getFullYear() === new Date().getFullYear() ? {} : { year: 'numeric' });
export const exactMinute = (at: string | number): string => format(at, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...year(at) });
export const dayName = (at: string | number): string => format(at, { weekday: 'long', day: 'numeric', month: 'long', ...year(at) });
const shortDay = (at: string | number): string => format(at, { day: 'numeric', month: 'short' });
const shortDayOfYear = (at: string | number): string => format(at, { day: 'numeric', month: 'short', year: 'numeric' });

/** Today the time, this year the day, otherwise the date. */
export function shortTime(at: string, now: number): string {
  const [then, today] = [new Date(at), new Date(now)];
  if (then.toDateString() === today.toDateString()) return clockTime(at);
  return then.getFullYear() === today.getFullYear() ? shortDay(at) : shortDayOfYear(at);
}

/** The day of an entry for a divider, or null where it is the same as before. */
export const dayKey = (at: string): string => new Date(at).toDateString();

/** What the clock shows where somebody else is; null for a zone the browser does not know. */
export function zoneTime(zone: string, now: number): string | null {
  try {
    return new Intl.DateTimeFormat(currentLocale(), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', weekday: 'short', timeZone: zone }).format(now);
  } catch {
    return null;
  }
}
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(currentLocale(), { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
export const number = (value: number): string => new Intl.NumberFormat(currentLocale()).format(value);
