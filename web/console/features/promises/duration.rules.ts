type Unit = 'days' | 'hours' | 'minutes' | 'seconds';
const SIZES = { days: 86_400, hours: 3_600, minutes: 60, seconds: 1 } as const satisfies Record<Unit, number>;

/** A duration in its largest unit and the next, such as 1 h 30 min; below a minute in seconds. */
export function durationParts(seconds: number): { unit: Unit; count: number }[] {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return [{ unit: 'seconds', count: whole }];
  const units = ['days', 'hours', 'minutes'] as const;
  const first = units.findIndex((unit) => whole >= SIZES[unit]);
  let left = whole;
  return units.slice(first, first + 2).flatMap((unit) => {
    const count = Math.floor(left / SIZES[unit]);
    left -= count * SIZES[unit];
    return count > 0 ? [{ unit, count }] : [];
  });
}
