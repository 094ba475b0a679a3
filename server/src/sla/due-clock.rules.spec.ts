import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { isOpenAt, type OpeningHours, openMinutesBetween } from '../calendars/opening.rules.js';
import { type Pause, readClock } from './due-clock.rules.js';

const day = [{ from: '09:00', to: '12:00' }, { from: '13:00', to: '18:00' }];
const berlin: OpeningHours = { zone: 'Europe/Berlin', week: [day, day, day, day, day, [], []], days: new Map() };
const at = (local: string): Date => new Date(Temporal.ZonedDateTime.from(`${local}[Europe/Berlin]`).epochMilliseconds);
const stretch = (from: string, to: string | null, why: Pause['why'] = 'pending'): Pause => ({ from: at(from), to: to === null ? null : at(to), why });
const read = (started: string, minutes: number, pauses: readonly Pause[], now: string) => readClock(berlin, at(started), minutes, pauses, at(now));

describe('the clock of a target', () => {
  it.each([
    ['goes over the lunch break', '2026-11-24T11:30', 60, [], '2026-11-24T13:30'],
    ['goes over the weekend', '2026-11-27T17:30', 60, [], '2026-11-30T09:30'],
    ['begins with the next opening', '2026-11-24T22:15', 30, [], '2026-11-25T09:30'],
    ['loses nothing when the clocks go forward', '2026-03-27T17:00', 120, [], '2026-03-30T10:00'],
    ['wins nothing when they go back', '2026-10-23T17:00', 120, [], '2026-10-26T10:00'],
    ['is later by the open time of a pause', '2026-11-24T09:00', 120, [stretch('2026-11-24T10:00', '2026-11-24T11:00')], '2026-11-24T12:00'],
    ['is not later for a pause at night', '2026-11-24T17:00', 120, [stretch('2026-11-24T20:00', '2026-11-25T08:00')], '2026-11-25T10:00'],
    ['is not moved by what was paused after it', '2026-11-24T09:00', 60, [stretch('2026-11-24T11:00', null)], '2026-11-24T10:00'],
    ['is reached in the very moment a pause begins', '2026-11-24T09:00', 60, [stretch('2026-11-24T10:00', null)], '2026-11-24T10:00'],
    ['counts a pause from before the start only as far as it reaches into it', '2026-11-24T09:00', 60, [stretch('2026-11-23T10:00', '2026-11-24T09:30')], '2026-11-24T10:30'],
    ['is a whole second, never earlier than counted', '2026-11-24T09:00:00.300', 60, [], '2026-11-24T10:00:01'],
  ])('%s', (_, started, minutes, pauses, due) => {
    expect(read(started, minutes, pauses, '2026-11-24T09:00').dueAt).toEqual(at(due));
  });

  it('has no time while it is paused, and says what is left and why', () => {
    expect(read('2026-11-24T09:00', 120, [stretch('2026-11-24T09:30', null, 'on_hold')], '2026-11-25T15:00')).toMatchObject({
      dueAt: null,
      warnAt: null,
      leftSeconds: 90 * 60,
      paused: 'on_hold',
    });
  });

  it('warns in the last quarter and keeps the warning of a time that is paused after it', () => {
    expect(read('2026-11-24T09:00', 120, [], '2026-11-24T09:00').warnAt).toEqual(at('2026-11-24T10:30'));
    expect(read('2026-11-24T09:00', 120, [stretch('2026-11-24T10:45', null)], '2026-11-24T11:00')).toMatchObject({ warnAt: at('2026-11-24T10:30'), dueAt: null, leftSeconds: 15 * 60 });
  });

  it('runs day and night without hours, and never where there is no opening', () => {
    const started = at('2026-11-24T22:00');
    expect(readClock(null, started, 600, [], started)).toMatchObject({ dueAt: at('2026-11-25T08:00'), opensAt: started });
    const never = { ...berlin, week: berlin.week.map(() => []) };
    expect(readClock(never, started, 600, [], started)).toMatchObject({ dueAt: null, warnAt: null, opensAt: null, leftSeconds: 36_000 });
  });
});

describe('whatever the zone, the hours and the pauses', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Shanghai', 'Australia/Lord_Howe', 'America/St_Johns'];
  const nights = Array.from({ length: 7 }, () => [{ from: '22:00', to: '06:00' }]);
  const cases = fc.record({
    zone: fc.constantFrom(...zones),
    week: fc.constantFrom(berlin.week, nights),
    start: fc.integer({ min: 0, max: 366 * 24 * 60 }),
    minutes: fc.integer({ min: 1, max: 4_000 }),
    gaps: fc.array(fc.tuple(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 1, max: 3_000 })), { maxLength: 4 }),
  });
  const pausesOf = (started: Date, gaps: readonly (readonly [number, number])[]): Pause[] => {
    let from = started.getTime();
    return gaps.map(([before, length]) => {
      const pauseFrom = from + before * 60_000;
      from = pauseFrom + length * 60_000;
      return { from: new Date(pauseFrom), to: new Date(from), why: 'pending' };
    });
  };

  it('as much open time as was granted lies between start and due time, outside the pauses', () => {
    fc.assert(
      fc.property(cases, ({ zone, week, start, minutes, gaps }) => {
        const hours = { zone, week, days: new Map() };
        const started = new Date(Date.UTC(2026, 0, 1) + start * 60_000);
        const pauses = pausesOf(started, gaps);
        const { dueAt, warnAt } = readClock(hours, started, minutes, pauses, started);
        if (!dueAt || !warnAt) return false;
        const within = (to: Date) => pauses.reduce((sum, one) => sum - openMinutesBetween(hours, one.from, one.to && one.to < to ? one.to : to), openMinutesBetween(hours, started, to));
        return Math.abs(within(dueAt) - minutes) <= 1 / 60 + 1e-6 && warnAt <= dueAt && warnAt > started && isOpenAt(hours, new Date(dueAt.getTime() - 1000)) && dueAt.getTime() % 1000 === 0;
      }),
      { numRuns: 300 },
    );
  });

  it('a pause never brings a due time forward, and what is left only falls', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: 5_000 }), ({ zone, week, start, minutes, gaps }, later) => {
        const hours = { zone, week, days: new Map() };
        const started = new Date(Date.UTC(2026, 0, 1) + start * 60_000);
        const pauses = pausesOf(started, gaps);
        const [plain, paused] = [readClock(hours, started, minutes, [], started), readClock(hours, started, minutes, pauses, started)];
        if (!plain.dueAt || !paused.dueAt || paused.dueAt < plain.dueAt) return false;
        return readClock(hours, started, minutes, pauses, new Date(started.getTime() + later * 60_000)).leftSeconds <= minutes * 60;
      }),
      { numRuns: 200 },
    );
  });
});
