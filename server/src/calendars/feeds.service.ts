import { Inject, Injectable } from '@nestjs/common';
import type { FeedFault } from '#contracts/calendars.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { unlessTaken } from '../platform/duplicate.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { feedUrl } from './feed-url.rules.js';
import { FeedReader } from './feed-reader.js';
import { type IcsReading, readIcs } from './ics.rules.js';
import { type Day, readDay } from './recurrence.rules.js';

const HOUR_MS = 3_600_000;
const AGAIN_MS = 12 * HOUR_MS;
const AFTER_FAULT_MS = HOUR_MS;
const BEHIND_DAYS = 31;
const AHEAD_DAYS = 2 * 366;
const MOST_FEEDS = 10;

export interface Read {
  readonly feedId: string;
  readonly outcome: IcsReading | FeedFault;
}

/** Calendars of holidays elsewhere that ours follow. A feed that cannot be read leaves what was read before. */
@Injectable()
export class FeedsService {
  constructor(
    private readonly db: Database,
    private readonly reader: FeedReader,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem request/invalid for an address that is none, calendar/feed_twice, calendar/too_many_feeds */
  async subscribe(tx: Tx, actor: Actor, calendarId: string, address: string): Promise<string> {
    const version = await this.hold(tx, calendarId);
    const url = feedUrl(address);
    if (url === null) throw new Problem('request/invalid', undefined, { fields: [{ path: 'url', code: 'custom' }] });
    if ((await tx.calendarFeed.count({ where: { calendarId } })) >= MOST_FEEDS) throw new Problem('calendar/too_many_feeds');
    await unlessTaken('calendar/feed_twice', tx.calendarFeed.create({ data: { id: newId(), calendarId, url, dueAt: this.clock.now(), createdAt: this.clock.now() } }));
    await this.events.record(tx, actor, 'calendar.changed', calendarId, { calendarId, version });
    return calendarId;
  }

  /** Ends a subscription; its days go with it. */
  async unsubscribe(tx: Tx, actor: Actor, calendarId: string, feedId: string): Promise<string> {
    const version = await this.hold(tx, calendarId);
    const { count } = await tx.calendarFeed.deleteMany({ where: { id: feedId, calendarId } });
    if (count === 0) throw new Problem('resource/not_found');
    await this.events.record(tx, actor, 'calendar.changed', calendarId, { calendarId, version });
    return calendarId;
  }

  /** Reads what is there now. Outside of any transaction. */
  async fetch(feedId: string, calendarId?: string): Promise<Read> {
    const feed = await this.db.prisma.calendarFeed.findFirst({ where: { id: feedId, ...(calendarId === undefined ? {} : { calendarId }) }, select: { url: true } });
    if (!feed) throw new Problem('resource/not_found');
    const answer = await this.reader.read(feed.url);
    return { feedId, outcome: answer.ok ? (this.read(answer.text, BEHIND_DAYS) ?? 'not_a_calendar') : answer.fault };
  }

  /** The whole days of a file's text, some way back and two years ahead. Null when it is no iCalendar. */
  read(text: string, behind: number): IcsReading | null {
    const today: Day = readDay(this.clock.now().toISOString().slice(0, 10)) ?? 0;
    return readIcs(text, { from: today - behind, to: today + AHEAD_DAYS });
  }

  /** Keeps what was read. @returns the calendar's id; null when the feed is gone meanwhile */
  async keep(tx: Tx, actor: Actor, { feedId, outcome }: Read): Promise<string | null> {
    const feed = await tx.calendarFeed.findUnique({ where: { id: feedId }, select: { calendarId: true } });
    if (!feed) return null;
    const { calendarId } = feed;
    const version = await this.hold(tx, calendarId);
    const now = this.clock.now();
    const state = typeof outcome === 'string' ? { state: 'failed', error: outcome, dueAt: new Date(now.getTime() + AFTER_FAULT_MS) } : { state: 'good', error: null, fetchedAt: now, dueAt: new Date(now.getTime() + AGAIN_MS) };
    const { count } = await tx.calendarFeed.updateMany({ where: { id: feedId }, data: state });
    if (count === 0 || typeof outcome === 'string') return calendarId;
    await tx.calendarDay.deleteMany({ where: { feedId } });
    await tx.calendarDay.createMany({ data: outcome.days.map(({ date, label }) => ({ id: newId(), calendarId, feedId, date: new Date(`${date}T00:00:00Z`), label, intervals: [] })) });
    await this.events.record(tx, actor, 'calendar.changed', calendarId, { calendarId, version });
    return calendarId;
  }

  async due(): Promise<string[]> {
    const feeds = await this.db.prisma.calendarFeed.findMany({ where: { dueAt: { lte: this.clock.now() } }, select: { id: true }, orderBy: { dueAt: 'asc' }, take: 20 });
    return feeds.map(({ id }) => id);
  }

  // Two readings of one feed take turns, and none adds days to a calendar that is being removed.
  private async hold(tx: Tx, calendarId: string): Promise<number> {
    const [row] = await tx.$queryRaw<{ version: number }[]>`SELECT "version" FROM "Calendar" WHERE "id" = ${calendarId}::uuid FOR UPDATE`;
    if (!row) throw new Problem('resource/not_found');
    return row.version;
  }
}
