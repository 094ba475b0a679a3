import fc from 'fast-check';
import { inSeconds, inUnits, UNITS } from './duration.rules.js';

describe('a duration', () => {
  it.each([
    [0, 0, 'seconds'],
    [30, 30, 'seconds'],
    [60, 1, 'minutes'],
    [90, 90, 'seconds'],
    [600, 10, 'minutes'],
    [3_600, 1, 'hours'],
    [5_400, 90, 'minutes'],
    [86_400, 24, 'hours'],
  ] as const)('of %i seconds is shown as %i %s', (seconds, amount, unit) => {
    expect(inUnits(seconds)).toEqual({ amount, unit });
  });

  it('comes back from its unit as it went, always a whole number', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), (seconds) => {
        const { amount, unit } = inUnits(seconds);
        expect(Number.isInteger(amount)).toBe(true);
        expect(inSeconds(amount, unit)).toBe(seconds);
      }),
    );
  });

  it('keeps its amount when the unit is changed by hand', () => {
    for (const unit of ['seconds', 'minutes', 'hours'] as const) expect(inSeconds(5, unit)).toBe(5 * UNITS[unit]);
  });
});
