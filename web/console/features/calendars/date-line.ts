import { currentLocale } from '../../../client/i18n.js';

const shape = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
/** A date of a calendar, which lies in no zone. */
export const dateLine = (date: string, withYear = true): string =>
  new Intl.DateTimeFormat(currentLocale(), withYear ? shape : { ...shape, year: undefined }).format(Date.parse(`${date}T00:00:00Z`));

const moment = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
/** A moment by the clock of a zone. */
export const momentIn = (at: string, zone: string): string => new Intl.DateTimeFormat(currentLocale(), { ...moment, timeZone: zone }).format(new Date(at));
