import type { OpenInterval } from '#contracts/calendars.js';
import type { Calendar, Prisma } from '#prisma/generated/client.js';
import { newId } from '../../server/src/platform/ids.js';
import { next } from './sequence.js';

type Db = Prisma.TransactionClient;
type Hours = OpenInterval[];

interface CalendarParts extends Partial<Omit<Prisma.CalendarUncheckedCreateInput, 'week' | 'days'>> {
  /** Monday first; closed all week unless told. */
  week?: readonly Hours[];
  /** Special days by date. */
  days?: Readonly<Record<string, Hours>>;
}

export const NINE_TO_SIX: Hours = [{ from: '09:00', to: '18:00' }];
/** The same every day of the week. */
export const everyDay = (hours: Hours): Hours[] => Array.from({ length: 7 }, () => hours);

/** Hours of a team, as somebody set them. */
export function aCalendar(db: Db, { week = everyDay([]), days = {}, zone = 'UTC', name = `Hours ${next()}`, ...fields }: CalendarParts = {}): Promise<Calendar> {
  const draft = { name, zone, week, days: Object.entries(days).map(([date, intervals]) => ({ date, label: '', intervals })) };
  return db.calendar.create({
    data: {
      id: newId(),
      ...fields,
      name,
      zone,
      week: week.map((day) => [...day]),
      days: { create: draft.days.map(({ date, label, intervals }) => ({ id: newId(), date: new Date(`${date}T00:00:00Z`), label, intervals: [...intervals] })) },
      versions: { create: [{ version: 1, value: draft }] },
    },
  });
}
