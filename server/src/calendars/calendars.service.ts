import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Calendar, CalendarDraft, Calendars } from '#contracts/calendars.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { unlessTaken } from '../platform/duplicate.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { CALENDAR_PARTS, type CalendarRow, hoursOf } from './calendar.record.js';
import { presentCalendar } from './calendars.present.js';
import type { OpeningHours } from './opening.rules.js';

const DAY_MS = 24 * 3_600_000;
/** Long enough for what is measured afterwards. */
const LOOK_BACK_MS = 100 * DAY_MS;

/** When teams answer: hours by the week, and the dates that differ. */
@Injectable()
export class CalendarsService {
  constructor(
    private readonly db: Database,
    private readonly events: Events,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The hours of a team, for the rules of `opening.rules.ts`. Null: it has no calendar, or there is no team, and so always open. */
  async ofTeam(tx: Pick<Tx, 'calendar'>, teamId: string | null): Promise<OpeningHours | null> {
    if (teamId === null) return null;
    const since = new Date(this.clock.now().getTime() - LOOK_BACK_MS);
    const calendar = await tx.calendar.findFirst({
      where: { teams: { some: { id: teamId } } },
      select: { zone: true, week: true, days: { where: { date: { gte: since } }, select: { date: true, intervals: true, feedId: true } } },
    });
    return calendar && hoursOf(calendar);
  }

  async list(actor: Actor): Promise<z.infer<typeof Calendars>> {
    const rows = await this.db.prisma.calendar.findMany({ include: CALENDAR_PARTS, orderBy: { name: 'asc' }, take: 200 });
    return { items: rows.map((row) => presentCalendar(row, actor, this.clock.now())), can: { make: actor.permissions.has('calendar.manage') } };
  }

  async one(actor: Actor, id: string): Promise<Calendar> {
    return presentCalendar(await this.row(this.db.prisma, id), actor, this.clock.now());
  }

  async make(tx: Tx, actor: Actor, draft: CalendarDraft): Promise<Calendar> {
    const id = newId();
    const { name, zone, week } = draft;
    await unlessTaken('calendar/name_taken', tx.calendar.create({ data: { id, name, zone, week, createdAt: this.clock.now() } }));
    return this.keep(tx, actor, id, 1, draft);
  }

  /** Replaces what the calendar says. @throws Problem `request/stale` when somebody changed it since `version` */
  async change(tx: Tx, actor: Actor, id: string, version: number, draft: CalendarDraft): Promise<Calendar> {
    const { name, zone, week } = draft;
    const data = { name, zone, week, version: version + 1 };
    const { count } = await unlessTaken('calendar/name_taken', tx.calendar.updateMany({ where: { id, version }, data }));
    if (count === 0) throw new Problem((await tx.calendar.count({ where: { id } })) === 0 ? 'resource/not_found' : 'request/stale');
    await tx.calendarDay.deleteMany({ where: { calendarId: id, feedId: null } });
    return this.keep(tx, actor, id, version + 1, draft);
  }

  /** Removes a calendar that no team goes by: without it they would be open day and night. @throws Problem `calendar/in_use` */
  async remove(tx: Tx, actor: Actor, id: string): Promise<{ ok: true }> {
    // Held, so that no team takes it up meanwhile.
    const rows = await tx.$queryRaw<{ version: number }[]>`SELECT "version" FROM "Calendar" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const [calendar] = rows;
    if (!calendar) throw new Problem('resource/not_found');
    const teams = await tx.team.count({ where: { calendarId: id } });
    if (teams > 0) throw new Problem('calendar/in_use', { teams });
    await tx.calendar.delete({ where: { id } });
    await this.events.record(tx, actor, 'calendar.changed', id, { calendarId: id, version: calendar.version + 1 });
    return { ok: true };
  }

  /** The special days and the page of history that belong to a version just written. */
  private async keep(tx: Tx, actor: Actor, id: string, version: number, draft: CalendarDraft): Promise<Calendar> {
    const days = draft.days.map(({ date, label, intervals }) => ({ id: newId(), calendarId: id, date: new Date(`${date}T00:00:00Z`), label, intervals }));
    await tx.calendarDay.createMany({ data: days });
    const accountId = actor.kind === 'agent' ? actor.id : null;
    await tx.calendarVersion.create({ data: { calendarId: id, version, value: draft, accountId, createdAt: this.clock.now() } });
    await this.events.record(tx, actor, 'calendar.changed', id, { calendarId: id, version });
    return presentCalendar(await this.row(tx, id), actor, this.clock.now());
  }

  private async row(db: Pick<Tx, 'calendar'>, id: string): Promise<CalendarRow> {
    const row = await db.calendar.findUnique({ where: { id }, include: CALENDAR_PARTS });
    if (!row) throw new Problem('resource/not_found');
    return row;
  }
}
