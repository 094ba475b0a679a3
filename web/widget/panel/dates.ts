import type { Texts } from './texts.js';

const startOfDay = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
const daysAgo = (date: Date, now: Date) => Math.round((startOfDay(now) - startOfDay(date)) / 86_400_000);

export const clockTime = (instant: string, { locale }: Texts) =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(instant));

export function dayName(instant: string, texts: Texts, now = new Date()): string {
  const date = new Date(instant);
  const ago = daysAgo(date, now);
  if (ago === 0) return texts.t('day.today');
  if (ago === 1) return texts.t('day.yesterday');
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric';
  return new Intl.DateTimeFormat(texts.locale, { weekday: 'short', day: 'numeric', month: 'short', year }).format(date);
}

/** A moment ahead, in the visitor's own time: "10:30" of this day, "tomorrow 10:30", "Tuesday, 24 Nov 10:30". */
export const whenText = (instant: string, texts: Texts, now = new Date()): string =>
  daysAgo(new Date(instant), now) === 0 ? clockTime(instant, texts) : `${dayAhead(instant, texts, now)} ${clockTime(instant, texts)}`;

export function dayAhead(instant: string, { locale }: Texts, now = new Date()): string {
  const date = new Date(instant);
  const days = -daysAgo(date, now);
  if (days === 0 || days === 1) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
  return new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'short' }).format(date);
}

/** For a list: the time today, the day before that. */
export const shortWhen = (instant: string, texts: Texts, now = new Date()): string =>
  daysAgo(new Date(instant), now) === 0 ? clockTime(instant, texts) : dayName(instant, texts, now);
