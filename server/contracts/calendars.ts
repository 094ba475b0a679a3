import { z } from 'zod';
import { Id, Instant, line, PersonRef, TeamRef } from './common.js';

const MINUTES_OF_DAY = 24 * 60;
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * One stretch of open time by the clock on the wall. `to` at or before `from` lies in the next day (22:00 to 06:00);
 * 00:00 to 24:00 is the whole day.
 */
export const OpenInterval = z
  .strictObject({ from: z.string().regex(CLOCK), to: z.union([z.string().regex(CLOCK), z.literal('24:00')]) })
  .refine(({ from, to }) => from !== to, { message: 'interval/empty' });
export type OpenInterval = z.infer<typeof OpenInterval>;

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
/** Minutes from the midnight the stretch's day begins with; the end may lie beyond the next one. */
export function minutesOf({ from, to }: OpenInterval): { opens: number; closes: number } {
  const [opens, closes] = [minuteOf(from), minuteOf(to)];
  return { opens, closes: closes <= opens ? closes + MINUTES_OF_DAY : closes };
}

function areApart(intervals: readonly OpenInterval[]): boolean {
  const spans = intervals.map(minutesOf).sort((a, b) => a.opens - b.opens);
  return spans.every((span, index) => index === 0 || span.opens >= (spans[index - 1]?.closes ?? 0));
}

/** The open time that begins on one day; empty: closed. */
export const OpenDay = z.array(OpenInterval).max(12).refine(areApart, { message: 'interval/overlap' });

// An offset such as +08:00 knows no daylight saving; only names do.
const NAME = /^[A-Za-z][A-Za-z0-9_+/-]{1,59}$/;
function isZone(name: string): boolean {
  if (!NAME.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (fault) {
    if (fault instanceof RangeError) return false;
    throw fault;
  }
}
/** An IANA time zone that this server knows. */
export const Zone = z.string().max(60).refine(isZone, { message: 'zone/unknown' });

/** A date with hours of its own: a holiday, or open when it would not be. It says everything about that date, midnight to midnight. */
export const SpecialDay = z.strictObject({ date: z.iso.date(), label: line(80, 0), intervals: OpenDay });
export type SpecialDay = z.infer<typeof SpecialDay>;

const differ = (days: readonly { date: string }[]): boolean => new Set(days.map(({ date }) => date)).size === days.length;

export const CalendarDraft = z.strictObject({
  name: line(60),
  zone: Zone,
  /** Monday first. */
  week: z.array(OpenDay).length(7),
  days: z.array(SpecialDay).max(500).refine(differ, { message: 'days/twice' }),
});
export type CalendarDraft = z.infer<typeof CalendarDraft>;

/** Why a calendar elsewhere could not be read: no answer, none in time, more than 1 MB, no iCalendar, an address of the own network, or another answer than 200. */
export const FeedFault = z.enum(['unreachable', 'slow', 'too_large', 'not_a_calendar', 'private_address', 'refused']);
export type FeedFault = z.infer<typeof FeedFault>;

/** A calendar of holidays that we read from elsewhere, such as `https://…/holidays.ics`. Its days are closed. */
export const CalendarFeed = z.strictObject({
  id: Id,
  url: z.string(),
  state: z.enum(['new', 'good', 'failed']),
  /** What went wrong at the last attempt; the days of the last good one stay. */
  error: FeedFault.nullable(),
  fetchedAt: Instant.nullable(),
  days: z.number().int(),
});

/** When a team answers. `opensAt` while closed and `closesAt` while open; null where no such moment is in sight. */
export const Calendar = CalendarDraft.extend({
  id: Id,
  feeds: z.array(CalendarFeed),
  teams: z.array(TeamRef),
  now: z.strictObject({ open: z.boolean(), opensAt: Instant.nullable(), closesAt: Instant.nullable() }),
  version: z.number().int(),
  changedAt: Instant,
  changedBy: PersonRef.nullable(),
  can: z.strictObject({ change: z.boolean(), remove: z.boolean() }),
}).meta({ id: 'Calendar' });
export type Calendar = z.infer<typeof Calendar>;
export const Calendars = z.strictObject({ items: z.array(Calendar), can: z.strictObject({ make: z.boolean() }) }).meta({ id: 'Calendars' });

export const FeedDraft = z.strictObject({ url: z.string().min(1).max(1000) });

/** What is to be read: the text of an .ics file. Its whole days from today on, two years ahead, come back to be looked at; nothing is stored. */
export const IcsFile = z.strictObject({ text: z.string().min(1).max(120_000) });
export const IcsReading = z
  .strictObject({ days: z.array(SpecialDay), /** Entries left out: timed, cancelled, or repeated by a rule we do not follow. */ skipped: z.number().int() })
  .meta({ id: 'IcsReading' });

/** A draft to be tried, with the feeds of the calendar it belongs to, if any. */
export const CalendarTrial = z.strictObject({ calendarId: Id.optional(), draft: CalendarDraft });
/** The next 14 days by the calendar's own clock. `source`: the week, a special day, or a feed. */
export const CalendarPreview = z
  .strictObject({
    now: Calendar.shape.now,
    days: z.array(z.strictObject({ date: z.iso.date(), source: z.enum(['week', 'own', 'ical']), label: z.string(), intervals: z.array(OpenInterval) })),
  })
  .meta({ id: 'CalendarPreview' });
export type CalendarPreview = z.infer<typeof CalendarPreview>;

/** What a calendar said, newest first. To go back, put the draft again. */
export const CalendarVersions = z
  .strictObject({ items: z.array(z.strictObject({ version: z.number().int(), at: Instant, by: PersonRef.nullable(), draft: CalendarDraft })) })
  .meta({ id: 'CalendarVersions' });
