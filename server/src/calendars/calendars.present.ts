import { type Calendar, CalendarFeed, OpenDay } from '#contracts/calendars.js';
import type { Actor } from '../platform/actor.js';
import { type CalendarRow, dateOf, hoursOf } from './calendar.record.js';
import { isOpenAt, nextClosing, nextOpening, type OpeningHours } from './opening.rules.js';

export function presentNow(hours: OpeningHours, now: Date): Calendar['now'] {
  const open = isOpenAt(hours, now);
  const opensAt = open ? null : nextOpening(hours, now);
  return { open, opensAt: opensAt?.toISOString() ?? null, closesAt: nextClosing(hours, now)?.toISOString() ?? null };
}

export function presentCalendar(row: CalendarRow, actor: Actor, now: Date): Calendar {
  const [latest] = row.versions;
  const change = actor.permissions.has('calendar.manage');
  return {
    id: row.id,
    name: row.name,
    zone: row.zone,
    week: OpenDay.array().parse(row.week),
    days: row.days.filter(({ feedId }) => feedId === null).map(({ date, label, intervals }) => ({ date: dateOf(date), label, intervals: OpenDay.parse(intervals) })),
    feeds: row.feeds.map((feed) => ({
      id: feed.id,
      url: feed.url,
      state: CalendarFeed.shape.state.parse(feed.state),
      error: CalendarFeed.shape.error.parse(feed.error),
      fetchedAt: feed.fetchedAt?.toISOString() ?? null,
      days: row.days.filter(({ feedId }) => feedId === feed.id).length,
    })),
    teams: row.teams,
    now: presentNow(hoursOf(row), now),
    version: row.version,
    changedAt: (latest?.createdAt ?? row.createdAt).toISOString(),
    changedBy: latest?.account ?? null,
    can: { change, remove: change && row.teams.length === 0 },
  };
}
