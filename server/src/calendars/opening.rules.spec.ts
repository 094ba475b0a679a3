import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { minutesOf, OpenDay } from '#contracts/calendars.js';
import { addOpenMinutes, isOpenAt, nextClosing, nextOpening, type OpeningHours, openMinutesBetween } from './opening.rules.js';

type Week = OpeningHours['week'];
const NINE_TO_SIX = [{ from: '09:00', to: '18:00' }];
const WORKDAYS: Week = [NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, [], []];
const CLOSED: Week = [[], [], [], [], [], [], []];
const daily = (from: string, to: string): Week => Array.from({ length: 7 }, () => [{ from, to }]);
const hours = (zone: string, week: Week, days: Record<string, { from: string; to: string }[]> = {}): OpeningHours => ({ zone, week, days: new Map(Object.entries(days)) });
const at = (local: string, zone: string): Date => new Date(Temporal.ZonedDateTime.from(`${local}[${zone}]`).epochMilliseconds);
const utc = (text: string): Date => new Date(`${text}Z`);
const told = (moment: Date | null): string | null => moment?.toISOString().slice(0, 16) ?? null;

describe('opening hours', () => {
  const shanghai = hours('Asia/Shanghai', WORKDAYS);

  test.each([
    ['before the opening', '2026-11-23T08:59:59', false],
    ['at the opening minute', '2026-11-23T09:00', true],
    ['in the last second', '2026-11-23T17:59:59', true],
    ['at the closing minute', '2026-11-23T18:00', false],
    ['on a Saturday', '2026-11-21T12:00', false],
  ])('%s', (_, local, open) => {
    expect(isOpenAt(shanghai, at(local, 'Asia/Shanghai'))).toBe(open);
  });

  test('tell the next opening across a night, a weekend and a holiday', () => {
    const holiday = hours('Asia/Shanghai', WORKDAYS, { '2026-11-23': [] });
    expect(nextOpening(shanghai, at('2026-11-23T03:00', 'Asia/Shanghai'))).toEqual(at('2026-11-23T09:00', 'Asia/Shanghai'));
    expect(nextOpening(shanghai, at('2026-11-20T18:00', 'Asia/Shanghai'))).toEqual(at('2026-11-23T09:00', 'Asia/Shanghai'));
    expect(nextOpening(holiday, at('2026-11-20T18:00', 'Asia/Shanghai'))).toEqual(at('2026-11-24T09:00', 'Asia/Shanghai'));
    const now = at('2026-11-20T10:30', 'Asia/Shanghai');
    expect(nextOpening(shanghai, now)).toEqual(now);
  });

  test('know several stretches a day', () => {
    const lunch = hours('Asia/Taipei', [[{ from: '13:30', to: '18:00' }, { from: '09:00', to: '12:00' }], ...CLOSED.slice(1)]);
    expect(isOpenAt(lunch, at('2026-11-23T12:30', 'Asia/Taipei'))).toBe(false);
    expect(nextOpening(lunch, at('2026-11-23T12:30', 'Asia/Taipei'))).toEqual(at('2026-11-23T13:30', 'Asia/Taipei'));
    expect(nextClosing(lunch, at('2026-11-23T09:30', 'Asia/Taipei'))).toEqual(at('2026-11-23T12:00', 'Asia/Taipei'));
  });

  test('run over midnight, and end at the midnight of a special day', () => {
    const night = hours('Europe/Berlin', daily('22:00', '06:00'), { '2026-12-25': [] });
    expect(isOpenAt(night, at('2026-11-23T03:00', 'Europe/Berlin'))).toBe(true);
    expect(nextClosing(night, at('2026-11-23T23:00', 'Europe/Berlin'))).toEqual(at('2026-11-24T06:00', 'Europe/Berlin'));
    expect(nextClosing(night, at('2026-12-24T23:00', 'Europe/Berlin'))).toEqual(at('2026-12-25T00:00', 'Europe/Berlin'));
    expect(nextOpening(night, at('2026-12-25T00:00', 'Europe/Berlin'))).toEqual(at('2026-12-26T22:00', 'Europe/Berlin'));
  });

  test('around the clock never close, and pause for a special day alone', () => {
    const always = hours('Asia/Tokyo', daily('00:00', '24:00'));
    expect(nextClosing(always, utc('2026-11-23T12:00'))).toBeNull();
    const paused = hours('Asia/Tokyo', daily('00:00', '24:00'), { '2026-11-25': [{ from: '10:00', to: '12:00' }] });
    expect(nextClosing(paused, at('2026-11-24T12:00', 'Asia/Tokyo'))).toEqual(at('2026-11-25T00:00', 'Asia/Tokyo'));
    expect(nextOpening(paused, at('2026-11-25T12:00', 'Asia/Tokyo'))).toEqual(at('2026-11-26T00:00', 'Asia/Tokyo'));
  });

  test('that never open say so', () => {
    const never = hours('UTC', CLOSED);
    expect([nextOpening(never, utc('2026-11-23T12:00')), addOpenMinutes(never, utc('2026-11-23T12:00'), 1)]).toEqual([null, null]);
    expect([isOpenAt(never, utc('2026-11-23T12:00')), openMinutesBetween(never, utc('2026-11-23T12:00'), utc('2036-11-23T12:00'))]).toEqual([false, 0]);
    const once = hours('UTC', CLOSED, { '2027-06-01': NINE_TO_SIX });
    expect(told(nextOpening(once, utc('2026-11-23T12:00')))).toBe('2027-06-01T09:00');
  });

  test('that never open are told without going through every day', () => {
    let asked = 0;
    class Days extends Map<string, never[]> {
      override get(date: string) {
        asked += 1;
        return super.get(date);
      }
    }
    const never = { ...hours('UTC', CLOSED), days: new Days([['2026-12-25', []]]) };
    expect([nextOpening(never, utc('2026-11-23T12:00')), addOpenMinutes(never, utc('2026-11-23T12:00'), 1), asked]).toEqual([null, null, 0]);
  });

  test('that nobody set are always open', () => {
    const now = utc('2026-11-23T12:00');
    expect([isOpenAt(null, now), nextOpening(null, now), nextClosing(null, now)]).toEqual([true, now, null]);
    expect([told(addOpenMinutes(null, now, 90)), openMinutesBetween(null, now, utc('2026-11-23T13:00'))]).toEqual(['2026-11-23T13:30', 60]);
  });

  test('count open time across nights and weekends', () => {
    expect(addOpenMinutes(shanghai, at('2026-11-20T17:00', 'Asia/Shanghai'), 120)).toEqual(at('2026-11-23T10:00', 'Asia/Shanghai'));
    expect(addOpenMinutes(shanghai, at('2026-11-21T03:00', 'Asia/Shanghai'), 0)).toEqual(at('2026-11-23T09:00', 'Asia/Shanghai'));
    expect(openMinutesBetween(shanghai, at('2026-11-20T17:00', 'Asia/Shanghai'), at('2026-11-23T10:00', 'Asia/Shanghai'))).toBe(120);
    expect(openMinutesBetween(shanghai, at('2026-11-23T10:00', 'Asia/Shanghai'), at('2026-11-20T17:00', 'Asia/Shanghai'))).toBe(0);
  });
});

describe('when the clock leaps', () => {
  const berlin = (from: string, to: string): OpeningHours => hours('Europe/Berlin', daily(from, to));

  test('forward, an opening it leaps over is the moment of the leap', () => {
    const lost = berlin('02:30', '05:00');
    expect(told(nextOpening(lost, at('2026-03-29T00:00', 'Europe/Berlin')))).toBe('2026-03-29T01:00');
    expect(openMinutesBetween(lost, at('2026-03-29T00:00', 'Europe/Berlin'), at('2026-03-29T12:00', 'Europe/Berlin'))).toBe(120);
    const inside = berlin('02:10', '02:50');
    expect(told(nextOpening(inside, at('2026-03-28T12:00', 'Europe/Berlin')))).toBe('2026-03-30T00:10');
  });

  test('forward, the very first minute it leaps over is the leap too', () => {
    const first = berlin('02:00', '05:00');
    expect(isOpenAt(first, at('2026-03-29T00:30', 'Europe/Berlin'))).toBe(false);
    expect(told(nextOpening(first, at('2026-03-29T00:30', 'Europe/Berlin')))).toBe('2026-03-29T01:00');
    expect(openMinutesBetween(first, at('2026-03-29T00:00', 'Europe/Berlin'), at('2026-03-29T12:00', 'Europe/Berlin'))).toBe(120);
  });

  test('forward at midnight, neither the day before nor the day itself is lost', () => {
    const cairo = hours('Africa/Cairo', daily('00:00', '24:00'));
    expect(isOpenAt(cairo, at('2026-04-23T12:00', 'Africa/Cairo'))).toBe(true);
    expect(openMinutesBetween(cairo, at('2026-04-23T00:00', 'Africa/Cairo'), at('2026-04-25T00:00', 'Africa/Cairo'))).toBe(47 * 60);
    const evenings = hours('Africa/Cairo', daily('18:00', '24:00'));
    expect(openMinutesBetween(evenings, at('2026-04-23T12:00', 'Africa/Cairo'), at('2026-04-24T12:00', 'Africa/Cairo'))).toBe(6 * 60);
  });

  test('back, what it shows twice counts once at both ends', () => {
    expect(openMinutesBetween(berlin('01:00', '05:00'), at('2026-10-25T00:00', 'Europe/Berlin'), at('2026-10-25T12:00', 'Europe/Berlin'))).toBe(5 * 60);
    const twice = berlin('02:15', '02:45');
    expect(isOpenAt(twice, utc('2026-10-25T00:30'))).toBe(true);
    expect(isOpenAt(twice, utc('2026-10-25T01:30'))).toBe(false);
  });

  test('a whole day that a country left out is no opening', () => {
    expect(told(nextOpening(hours('Pacific/Apia', CLOSED, { '2011-12-30': NINE_TO_SIX, '2012-01-02': NINE_TO_SIX }), utc('2011-12-29T00:00')))).toBe('2012-01-01T19:00');
  });
});

const zone = fc.constantFrom('UTC', 'Asia/Shanghai', 'Asia/Taipei', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/St_Johns', 'Asia/Kathmandu', 'Africa/Casablanca');
const clock = fc.integer({ min: 0, max: 287 }).map((step) => `${String(Math.floor(step / 12)).padStart(2, '0')}:${String((step % 12) * 5).padStart(2, '0')}`);
const interval = fc.oneof({ weight: 9, arbitrary: fc.record({ from: clock, to: clock }) }, { weight: 1, arbitrary: fc.constant({ from: '00:00', to: '24:00' }) });
const day = fc.array(interval, { maxLength: 3 }).filter((intervals) => OpenDay.safeParse(intervals).success);
const DAYS_FROM = Temporal.PlainDate.from('2026-01-01');
const special = fc.tuple(fc.integer({ min: 0, max: 730 }).map((days) => DAYS_FROM.add({ days }).toString()), day);
const anyHours = fc.record({ zone, week: fc.tuple(day, day, day, day, day, day, day), days: fc.array(special, { maxLength: 20 }).map((days) => new Map(days)) });
const moment = fc.integer({ min: Date.UTC(2026, 0, 3), max: Date.UTC(2027, 10, 1) }).map((ms) => new Date(ms));

/** What the face of the clock and the leaf of the day say, without asking the rules. */
function openByFace({ zone: name, week, days }: OpeningHours, now: Date): boolean {
  const wall = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(name);
  const today = wall.toPlainDate();
  const before = today.subtract({ days: 1 });
  const minute = wall.hour * 60 + wall.minute;
  const planned = (date: Temporal.PlainDate) => days.get(date.toString()) ?? week[date.dayOfWeek - 1] ?? [];
  const fits = (shift: number) => (one: { from: string; to: string }) => minutesOf(one).opens <= minute + shift && minute + shift < minutesOf(one).closes;
  return planned(today).some(fits(0)) || (!days.has(today.toString()) && planned(before).some(fits(1440)));
}
const leapsNear = ({ zone: name }: OpeningHours, now: Date): boolean => {
  const offset = (hoursAway: number) => Temporal.Instant.fromEpochMilliseconds(now.getTime() + hoursAway * 3_600_000).toZonedDateTimeISO(name).offsetNanoseconds;
  return offset(-26) !== offset(26);
};

describe('any hours', () => {
  test('are open exactly when the clock on the wall says so', () => {
    fc.assert(fc.property(anyHours, moment, (plan, now) => void (leapsNear(plan, now) || expect(isOpenAt(plan, now)).toBe(openByFace(plan, now)))), { numRuns: 1500 });
  });

  test('are open at the next opening and closed from now until then', () => {
    fc.assert(
      fc.property(anyHours, moment, fc.double({ min: 0, max: 0.999, noNaN: true }), (plan, now, share) => {
        const next = nextOpening(plan, now);
        if (!next) return void expect(isOpenAt(plan, now)).toBe(false);
        expect(isOpenAt(plan, next)).toBe(true);
        if (next > now) expect(isOpenAt(plan, new Date(now.getTime() + Math.floor((next.getTime() - now.getTime()) * share)))).toBe(false);
      }),
    );
  });

  test('are closed at the closing and open from now until then', () => {
    fc.assert(
      fc.property(anyHours, moment, fc.double({ min: 0, max: 0.999, noNaN: true }), (plan, now, share) => {
        const closing = nextClosing(plan, now);
        if (!closing) return;
        expect(isOpenAt(plan, closing)).toBe(false);
        expect(isOpenAt(plan, new Date(now.getTime() + Math.floor((closing.getTime() - now.getTime()) * share)))).toBe(true);
      }),
    );
  });

  test('count as much between a moment and the one so many minutes later', () => {
    fc.assert(
      fc.property(anyHours, moment, fc.integer({ min: 1, max: 5000 }), (plan, now, minutes) => {
        const due = addOpenMinutes(plan, now, minutes);
        if (due) expect(openMinutesBetween(plan, now, due)).toBeCloseTo(minutes, 6);
      }),
    );
  });

  test('add up: a stretch of time holds what its two halves hold', () => {
    fc.assert(
      fc.property(anyHours, moment, fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 20_000 }), (plan, now, first, second) => {
        const [middle, end] = [new Date(now.getTime() + first * 60_000), new Date(now.getTime() + (first + second) * 60_000)];
        expect(openMinutesBetween(plan, now, end)).toBeCloseTo(openMinutesBetween(plan, now, middle) + openMinutesBetween(plan, middle, end), 6);
      }),
    );
  });
});
