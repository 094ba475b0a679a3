import { OpenDay } from '#contracts/calendars.js';
import type { Prisma } from '#prisma/generated/client.js';
import type { OpeningHours } from './opening.rules.js';

/** What a calendar is shown with. Special days long gone are history. */
export const CALENDAR_PARTS = {
  days: { orderBy: [{ date: 'asc' }] },
  feeds: { orderBy: { id: 'asc' } },
  teams: { select: { id: true, name: true }, orderBy: { name: 'asc' } },
  versions: { select: { createdAt: true, account: { select: { id: true, name: true, pictureUrl: true } } }, orderBy: { version: 'desc' }, take: 1 },
} as const satisfies Prisma.CalendarInclude;
export type CalendarRow = Prisma.CalendarGetPayload<{ include: typeof CALENDAR_PARTS }>;

export const dateOf = (date: Date): string => date.toISOString().slice(0, 10);

interface DayRow {
  readonly date: Date;
  readonly intervals: unknown;
  readonly feedId: string | null;
}

/** The hours that hold: what people set for a date goes before what a feed says of it. */
export function hoursOf(calendar: { zone: string; week: unknown; days: readonly DayRow[] }): OpeningHours {
  const ordered = [...calendar.days].sort((a, b) => Number(a.feedId === null) - Number(b.feedId === null));
  return {
    zone: calendar.zone,
    week: OpenDay.array().parse(calendar.week),
    days: new Map(ordered.map((day) => [dateOf(day.date), OpenDay.parse(day.intervals)])),
  };
}
