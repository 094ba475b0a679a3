import { Inject, Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { z } from 'zod';
import { CalendarDraft, type CalendarPreview, type CalendarTrial, type CalendarVersions, type IcsReading, type OpenInterval } from '#contracts/calendars.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import { Problem } from '../platform/problem.js';
import { dateOf } from './calendar.record.js';
import { presentNow } from './calendars.present.js';
import { FeedsService } from './feeds.service.js';

const SHOWN_DAYS = 14;
const KEPT_VERSIONS = 50;

/** Looking at a calendar before it holds, and at what held before it. */
@Injectable()
export class CalendarTrialService {
  constructor(
    private readonly db: Database,
    private readonly feeds: FeedsService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem calendar/not_ics */
  read(text: string): z.infer<typeof IcsReading> {
    const reading = this.feeds.read(text, 0);
    if (!reading) throw new Problem('calendar/not_ics');
    return { days: reading.days.slice(0, 500).map((day) => ({ ...day, intervals: [] })), skipped: reading.skipped };
  }

  async preview({ calendarId, draft }: z.infer<typeof CalendarTrial>): Promise<CalendarPreview> {
    const now = this.clock.now();
    const read = calendarId === undefined ? [] : await this.db.prisma.calendarDay.findMany({ where: { calendarId, feedId: { not: null } }, select: { date: true, label: true } });
    const feeds = new Map(read.map((day) => [dateOf(day.date), day.label]));
    const own = new Map(draft.days.map((day) => [day.date, day]));
    const days = new Map<string, OpenInterval[]>([...feeds.keys()].map((date) => [date, []]));
    for (const { date, intervals } of draft.days) days.set(date, intervals);
    const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(draft.zone).toPlainDate();
    const shown = Array.from({ length: SHOWN_DAYS }, (_, index) => {
      const date = today.add({ days: index });
      const text = date.toString();
      const special = own.get(text);
      if (special) return { date: text, source: 'own' as const, label: special.label, intervals: special.intervals };
      const label = feeds.get(text);
      if (label !== undefined) return { date: text, source: 'ical' as const, label, intervals: [] };
      return { date: text, source: 'week' as const, label: '', intervals: draft.week[date.dayOfWeek - 1] ?? [] };
    });
    return { now: presentNow({ zone: draft.zone, week: draft.week, days }, now), days: shown };
  }

  async versions(id: string): Promise<z.infer<typeof CalendarVersions>> {
    const rows = await this.db.prisma.calendarVersion.findMany({
      where: { calendarId: id },
      orderBy: { version: 'desc' },
      take: KEPT_VERSIONS,
      include: { account: { select: { id: true, name: true, pictureUrl: true } } },
    });
    if (rows.length === 0) throw new Problem('resource/not_found');
    return { items: rows.map((row) => ({ version: row.version, at: row.createdAt.toISOString(), by: row.account, draft: CalendarDraft.parse(row.value) })) };
  }
}
