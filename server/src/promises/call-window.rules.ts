import { Temporal } from 'temporal-polyfill';
import type { CallWindow } from '#contracts/promises.js';
import { addOpenMinutes, isOpenAt, nextOpening, type OpeningHours, openMinutesBetween } from '../calendars/opening.rules.js';

/** Nobody is called before or after, where he is. */
const DAY_BEGINS = 8;
const DAY_ENDS = 21;
const WINDOW_HOURS = 2;
const MINUTE_MS = 60_000;
/** A window that has begun can be wished for while this much of it is left. */
const LEAST_MS = 30 * MINUTE_MS;
const DAYS_AHEAD = 14;
export const MOST_WINDOWS = 24;

/**
 * Windows of two hours by the visitor's clock (08:00, 10:00 … 19:00 to 21:00), each cut to the open time within it.
 * One that is open for less than half an hour is not offered.
 */
export function callWindows(hours: OpeningHours | null, now: Date, zone: string): CallWindow[] {
  const found: CallWindow[] = [];
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  for (let day = 0; day < DAYS_AHEAD; day += 1) {
    for (let hour = DAY_BEGINS; hour < DAY_ENDS; hour += WINDOW_HOURS) {
      const at = (clock: number) => new Date(today.add({ days: day }).toZonedDateTime({ timeZone: zone, plainTime: { hour: Math.min(clock, DAY_ENDS) } }).epochMilliseconds);
      const window = openPart(hours, new Date(Math.max(at(hour).getTime(), now.getTime())), at(hour + WINDOW_HOURS));
      if (window) found.push(window);
      if (found.length === MOST_WINDOWS) return found;
    }
  }
  return found;
}

/** The open stretch between two moments, from its first open moment to its last. */
function openPart(hours: OpeningHours | null, from: Date, to: Date): CallWindow | null {
  // Asked within the window first: looking for the next opening of a desk that is closed for months takes long, for each window anew.
  const minutes = openMinutesBetween(hours, from, to);
  if (minutes * MINUTE_MS < LEAST_MS) return null;
  const opens = nextOpening(hours, from);
  if (!opens || to.getTime() - opens.getTime() < LEAST_MS) return null;
  const closes = isOpenAt(hours, new Date(to.getTime() - 1)) ? to : addOpenMinutes(hours, opens, minutes);
  if (!closes) return null;
  // Minutes are fractions where a window has begun: the end is a whole second all the same.
  return { from: opens.toISOString(), to: new Date(Math.round(closes.getTime() / 1000) * 1000).toISOString() };
}

/** The offered window that a wish names, as it is offered now: the one that is running has lost its beginning. */
export const offeredAs = (wish: CallWindow, offered: readonly CallWindow[]): CallWindow | null => offered.find(({ from, to }) => to === wish.to && from >= wish.from) ?? null;
