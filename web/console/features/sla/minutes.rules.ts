export type MinuteUnit = 'minutes' | 'hours';
export const MINUTES = { minutes: 1, hours: 60 } as const satisfies Record<MinuteUnit, number>;
/** A year of it. */
export const MOST_MINUTES = 525_600;

/** The greatest unit in which so many minutes are a whole number. */
export const unitOf = (minutes: number | null): MinuteUnit => (minutes !== null && minutes % MINUTES.hours === 0 ? 'hours' : 'minutes');

/** What somebody typed, in minutes; null for nothing typed, undefined for what is no such length. */
export function readMinutes(typed: string, unit: MinuteUnit): number | null | undefined {
  const word = typed.trim();
  if (word === '') return null;
  const amount = Number(word);
  if (!Number.isFinite(amount)) return undefined;
  const minutes = amount * MINUTES[unit];
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= MOST_MINUTES ? minutes : undefined;
}

/** A length of open time in hours and minutes: a day of it would be no day anybody knows. Below a minute it is none. */
export function openTimeParts(seconds: number): { unit: MinuteUnit; count: number }[] {
  const minutes = Math.max(0, Math.floor(seconds / 60));
  const parts = [
    { unit: 'hours', count: Math.floor(minutes / MINUTES.hours) },
    { unit: 'minutes', count: minutes % MINUTES.hours },
  ] as const;
  const counted = parts.filter(({ count }) => count > 0);
  return counted.length > 0 ? counted : [parts[1]];
}
