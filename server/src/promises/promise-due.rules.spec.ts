import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { isOpenAt, type OpeningHours, openMinutesBetween } from '../calendars/opening.rules.js';
import { promiseAgreed, promiseInWindow, promiseWithin } from './promise-due.rules.js';

const day = [{ from: '09:00', to: '17:00' }];
const berlin: OpeningHours = { zone: 'Europe/Berlin', week: [day, day, day, day, day, [], []], days: new Map() };
const at = (local: string, zone = 'Europe/Berlin'): Date => new Date(Temporal.ZonedDateTime.from(`${local}[${zone}]`).epochMilliseconds);

describe('an answer within open time', () => {
  it('counts from the next opening at night, and says which one', () => {
    const { dueAt, warnAt, basis } = promiseWithin(berlin, at('2026-11-24T03:00'), 120, 'team');
    expect(dueAt).toEqual(at('2026-11-24T11:00'));
    expect(warnAt).toEqual(at('2026-11-24T10:30'));
    expect(basis).toEqual({ rule: 'open_time', minutes: 120, source: 'team', opensAt: at('2026-11-24T09:00').toISOString(), zone: 'Europe/Berlin' });
  });

  it.each([
    ['goes over the closing into the next day', '2026-11-24T16:30', 60, '2026-11-25T09:30'],
    ['goes over the weekend', '2026-11-27T16:30', 60, '2026-11-30T09:30'],
    ['loses no hour when the clocks go forward over the weekend', '2026-03-27T16:00', 120, '2026-03-30T10:00'],
    ['wins none when they go back', '2026-10-23T16:00', 120, '2026-10-26T10:00'],
    ['is told in whole minutes, never earlier than counted', '2026-11-24T10:00:20', 60, '2026-11-24T11:01'],
  ])('%s', (_, made, minutes, due) => {
    expect(promiseWithin(berlin, at(made), minutes, 'organisation').dueAt).toEqual(at(due));
  });

  it('counts every hour of a night shift on the night the clock is turned', () => {
    const nights: OpeningHours = { zone: 'Europe/Berlin', week: Array.from({ length: 7 }, () => [{ from: '22:00', to: '06:00' }]), days: new Map() };
    expect(promiseWithin(nights, at('2026-03-28T22:00'), 7 * 60, 'team').dueAt).toEqual(at('2026-03-29T06:00'));
    expect(promiseWithin(nights, at('2026-10-24T22:00'), 9 * 60, 'team').dueAt).toEqual(at('2026-10-25T06:00'));
  });

  it('promises no time where no opening is in sight', () => {
    const never = { ...berlin, week: berlin.week.map(() => []) };
    expect(promiseWithin(never, at('2026-11-24T03:00'), 60, 'team')).toEqual({ dueAt: null, warnAt: null, basis: { rule: 'no_opening' } });
  });

  it('is always due in open time, after as much of it as was promised, and urgent before that', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Shanghai', 'Australia/Lord_Howe'];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 366 * 24 * 60 }), fc.integer({ min: 1, max: 5_000 }), (zone, minute, minutes) => {
        const hours = { ...berlin, zone };
        const made = new Date(Date.UTC(2026, 0, 1) + minute * 60_000);
        const { dueAt, warnAt } = promiseWithin(hours, made, minutes, 'team');
        if (!dueAt || !warnAt) return false;
        return Math.abs(openMinutesBetween(hours, made, dueAt) - minutes) < 1e-6 && isOpenAt(hours, new Date(dueAt.getTime() - 1)) && warnAt > made && warnAt <= dueAt;
      }),
      { numRuns: 200 },
    );
  });
});

it('a call is due at the end of its window and urgent from its beginning', () => {
  const window = { from: at('2026-11-24T18:00').toISOString(), to: at('2026-11-24T20:00').toISOString() };
  expect(promiseInWindow(window, 'Asia/Taipei')).toEqual({ dueAt: at('2026-11-24T20:00'), warnAt: at('2026-11-24T18:00'), basis: { rule: 'window', ...window, zone: 'Asia/Taipei' } });
});

it('what was agreed is due then and urgent in its last quarter', () => {
  expect(promiseAgreed(at('2026-11-24T10:00'), at('2026-11-24T14:00'), 'Agnes')).toEqual({
    dueAt: at('2026-11-24T14:00'),
    warnAt: at('2026-11-24T13:00'),
    basis: { rule: 'agreed', byName: 'Agnes' },
  });
});
