import { Temporal } from 'temporal-polyfill';
import { minutesOf, type OpenInterval } from '#contracts/calendars.js';

/** When somebody answers: a week by the clock of a zone, and dates that differ from it. */
export interface OpeningHours {
  readonly zone: string;
  /** Monday first. */
  readonly week: readonly (readonly OpenInterval[])[];
  /** By date, `2026-12-25`; an empty list is a closed day. */
  readonly days: ReadonlyMap<string, readonly OpenInterval[]>;
}
interface Span {
  readonly start: number;
  readonly end: number;
}

/** Nobody plans further; what does not open within it is told as not opening. */
export const LOOK_AHEAD_DAYS = 400;
const DAY_MS = 24 * 3_600_000;
const MINUTES_OF_DAY = 24 * 60;
/** Open for longer than this without a pause is told without a closing time. */
const LONG_OPEN_MS = 8 * DAY_MS;

/**
 * The moment the wall clock shows a minute of a date. A minute that the clock leaps over is the moment of the leap;
 * of one that it shows twice the first counts, as in RFC 5545.
 */
function momentOf(zone: string, date: Temporal.PlainDate, minute: number): number {
  const wall = date.add({ days: Math.floor(minute / MINUTES_OF_DAY) }).toPlainDateTime({ hour: Math.floor(minute / 60) % 24, minute: minute % 60 });
  const moment = wall.toZonedDateTime(zone);
  if (moment.toPlainDateTime().equals(wall)) return moment.epochMilliseconds;
  // Of the first minute that is leapt over, the moment is the leap itself: only what lies before a moment is "previous" to it.
  return (moment.add({ nanoseconds: 1 }).getTimeZoneTransition('previous') ?? moment).epochMilliseconds;
}

function spansOf({ zone, week, days }: OpeningHours, date: Temporal.PlainDate): Span[] {
  const intervals = days.get(date.toString()) ?? week[date.dayOfWeek - 1] ?? [];
  if (intervals.length === 0) return [];
  // A special day says everything about itself: what the day before still has open ends at its midnight.
  const limit = days.has(date.add({ days: 1 }).toString()) ? MINUTES_OF_DAY : Number.POSITIVE_INFINITY;
  return intervals
    .map(minutesOf)
    .sort((a, b) => a.opens - b.opens)
    .map(({ opens, closes }) => ({ start: momentOf(zone, date, opens), end: momentOf(zone, date, Math.min(closes, limit)) }));
}

/** Open time that ends after `from`, in order and without overlaps, until `until`. */
function* openTime(hours: OpeningHours, from: number, until: number): Generator<Span> {
  const first = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(hours.zone).toPlainDate();
  const days = Math.ceil((until - from) / DAY_MS) + 1;
  let covered = from;
  for (let day = -1; day <= days; day += 1) {
    for (const { start, end } of spansOf(hours, first.add({ days: day }))) {
      const begin = Math.max(start, covered);
      if (begin >= until) return;
      if (end <= begin) continue;
      yield { start: begin, end: Math.min(end, until) };
      covered = end;
    }
  }
}

const opensEver = ({ week, days }: OpeningHours): boolean => [...week, ...days.values()].some((intervals) => intervals.length > 0);

/** Every visitor asks: hours without any opening are not gone through day by day. */
function* ahead(hours: OpeningHours, at: Date): Generator<Span> {
  if (opensEver(hours)) yield* openTime(hours, at.getTime(), at.getTime() + LOOK_AHEAD_DAYS * DAY_MS);
}

/** Whether it is open at `at`. Without hours (null) it always is. */
export function isOpenAt(hours: OpeningHours | null, at: Date): boolean {
  if (!hours) return true;
  const { value } = openTime(hours, at.getTime(), at.getTime() + 1).next();
  return value !== undefined;
}

/** The first moment from `at` on at which it is open: `at` itself while it is. Null when none is in sight. */
export function nextOpening(hours: OpeningHours | null, at: Date): Date | null {
  if (!hours) return at;
  const { value } = ahead(hours, at).next();
  return value ? new Date(value.start) : null;
}

/** When it closes next, counted from a moment at which it is open. Null when it is closed, or stays open for long. */
export function nextClosing(hours: OpeningHours | null, at: Date): Date | null {
  if (!hours) return null;
  let end = at.getTime();
  for (const span of openTime(hours, end, end + LONG_OPEN_MS)) {
    if (span.start > end) break;
    end = span.end;
  }
  return end > at.getTime() && end < at.getTime() + LONG_OPEN_MS ? new Date(end) : null;
}

/** The moment at which `minutes` of open time have gone by since `at`. Null when that is not in sight. */
export function addOpenMinutes(hours: OpeningHours | null, at: Date, minutes: number): Date | null {
  let left = minutes * 60_000;
  if (!hours) return new Date(at.getTime() + left);
  for (const { start, end } of ahead(hours, at)) {
    if (left <= end - start) return new Date(start + left);
    left -= end - start;
  }
  return null;
}

/** How much open time lies between two moments, in minutes; 0 when `to` is not after `from`. */
export function openMinutesBetween(hours: OpeningHours | null, from: Date, to: Date): number {
  if (to <= from) return 0;
  if (!hours) return (to.getTime() - from.getTime()) / 60_000;
  let sum = 0;
  for (const { start, end } of openTime(hours, from.getTime(), to.getTime())) sum += end - start;
  return sum / 60_000;
}
