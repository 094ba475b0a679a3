import type { TeamAvailability } from '#contracts/widget.js';
import type { TextKey, Texts } from './texts.js';

/** A telling is asked for again after this long, and at the minute it says that something changes. */
const TOLD_FOR_MS = 30_000;
const SPREAD_MS = 2_000;
const HOUR_MS = 3_600_000;

const startOfDay = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** When it opens, by the visitor's own clock: in so many minutes, at a time of today, tomorrow, a weekday, a date. */
export function opening(opensAt: string, now: Date, { locale, t }: Texts): string {
  const moment = new Date(opensAt);
  const away = moment.getTime() - now.getTime();
  if (away < HOUR_MS) return t('hours.soon', { minutes: Math.max(1, Math.ceil(away / 60_000)) });
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(moment);
  const days = Math.round((startOfDay(moment) - startOfDay(now)) / (24 * HOUR_MS));
  if (days === 0) return t('hours.today', { time });
  if (days === 1) return t('hours.tomorrow', { time });
  const shape: Intl.DateTimeFormatOptions = { weekday: locale === 'en' ? 'long' : 'short', ...(days < 7 ? {} : { day: 'numeric', month: 'long' }) };
  return t('hours.day', { day: new Intl.DateTimeFormat(locale, shape).format(moment), time });
}

/** A duration in its largest whole unit, rounded up; null for days and more, which are no use to know. */
export function about(seconds: number, locale: string): string | null {
  const [unit, size] = seconds < 3600 ? (['minute', 60] as const) : (['hour', 3600] as const);
  if (seconds > 24 * 3600) return null;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.max(1, Math.ceil(seconds / size)));
}

export type Standing = 'here' | 'busy' | 'away' | 'closed' | 'unknown';
/** Closed, by the hours; unknown, when no opening is in sight; away, when nobody is there; busy, when nobody has a free place. */
export function standing({ open, online, staffed, opensAt }: TeamAvailability): Standing {
  if (!open) return opensAt === null ? 'unknown' : 'closed';
  return online ? 'here' : staffed ? 'busy' : 'away';
}

/** What one reads before the first word. Null: somebody is here, nothing to say. */
export function word(availability: TeamAvailability, now: Date, texts: Texts): string | null {
  const what = standing(availability);
  if (what === 'closed' && availability.opensAt) return texts.t('start.closed', { when: opening(availability.opensAt, now, texts) });
  const keys = { here: null, closed: null, busy: 'start.busy', away: 'start.away', unknown: 'start.unknown' } as const satisfies Record<Standing, TextKey | null>;
  const key = keys[what];
  return key && texts.t(key);
}

/** How soon one is usually answered. Null where nobody is free: beside a wait, or an empty house, it would be a second and wrong word. */
export function usual(availability: TeamAvailability, locale: string): string | null {
  const { repliesInSeconds } = availability;
  return standing(availability) === 'here' && repliesInSeconds !== null ? about(repliesInSeconds, locale) : null;
}

/** How long a telling holds: until something is to change, at most for a while. `chance`, 0 to 1, spreads those who all wait for one minute. */
export function holdsFor({ opensAt, closesAt }: TeamAvailability, now: number, chance: number): number {
  const change = opensAt ?? closesAt;
  const until = change === null ? Number.POSITIVE_INFINITY : Date.parse(change) - now;
  return Math.min(TOLD_FOR_MS, until > 0 ? until : TOLD_FOR_MS) + chance * SPREAD_MS;
}
