export const UNITS = { seconds: 1, minutes: 60, hours: 3_600 } as const;
export type Unit = keyof typeof UNITS;

/** The greatest unit in which so many seconds are a whole number: 90 stay seconds, 120 are two minutes. */
export function inUnits(seconds: number): { amount: number; unit: Unit } {
  const unit = seconds > 0 && seconds % UNITS.hours === 0 ? 'hours' : seconds > 0 && seconds % UNITS.minutes === 0 ? 'minutes' : 'seconds';
  return { amount: seconds / UNITS[unit], unit };
}

export const inSeconds = (amount: number, unit: Unit): number => Math.round(amount * UNITS[unit]);
