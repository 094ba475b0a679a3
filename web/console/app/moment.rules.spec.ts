import { momentNamed, momentOf, presets, wallOf } from './moment.rules.js';

const SHANGHAI = 'Asia/Shanghai';
/** Sunday, 22 November 2026, 16:00 in Shanghai. */
const SUNDAY = Date.parse('2026-11-22T08:00:00Z');
/** Wednesday, 25 November 2026, 10:20 there. */
const WEDNESDAY = Date.parse('2026-11-25T02:20:00Z');
const clock = (at: number | null, zone = SHANGHAI) => {
  if (at === null) return null;
  const { year, month, day, hour, minute } = wallOf(at, zone);
  return `${year}-${month}-${day} ${hour}:${String(minute).padStart(2, '0')}`;
};

describe('words that name a moment', () => {
  it.each([
    ['next Tuesday 3pm', SUNDAY, '2026-11-24 15:00'],
    ['tomorrow', SUNDAY, '2026-11-23 9:00'],
    ['monday morning', SUNDAY, '2026-11-23 9:00'],
    ['tonight', SUNDAY, '2026-11-22 20:00'],
    ['tomorrow afternoon', SUNDAY, '2026-11-23 15:00'],
    ['in 2 hours', SUNDAY, '2026-11-22 18:00'],
    ['in 3 days', SUNDAY, '2026-11-25 9:00'],
    ['dec 1 at 10:30', SUNDAY, '2026-12-1 10:30'],
    ['friday', WEDNESDAY, '2026-11-27 9:00'],
    ['下周二下午3点', SUNDAY, '2026-11-24 15:00'],
    ['下周二下午3点', WEDNESDAY, '2026-12-1 15:00'],
    ['下週二下午三點', WEDNESDAY, '2026-12-1 15:00'],
    ['下下周一', WEDNESDAY, '2026-12-7 9:00'],
    ['这周五 14:30', WEDNESDAY, '2026-11-27 14:30'],
    ['下个星期天晚上', WEDNESDAY, '2026-12-6 20:00'],
    ['下禮拜三上午10點', WEDNESDAY, '2026-12-2 10:00'],
    ['明天早上9点', SUNDAY, '2026-11-23 9:00'],
    ['明早', SUNDAY, '2026-11-23 9:00'],
    ['後天', SUNDAY, '2026-11-24 9:00'],
    ['三天后', SUNDAY, '2026-11-25 9:00'],
    ['兩小時後', SUNDAY, '2026-11-22 18:00'],
    ['30分鐘後', SUNDAY, '2026-11-22 16:30'],
    ['12月1日上午10点', SUNDAY, '2026-12-1 10:00'],
  ])('%s, said at %d, is %s', (words, now, expected) => {
    expect(clock(momentNamed(words, now, SHANGHAI))).toBe(expected);
  });

  it.each([['whenever'], [''], ['   '], ['收到钱以后'], ['\u0000'], ['yesterday'], ['昨天'], ['🙂'], ['غدا']])('%j names none that is to come', (words) => {
    expect(momentNamed(words, SUNDAY, SHANGHAI)).toBeNull();
  });

  it('is read in no time, however long it is', () => {
    const since = performance.now();
    momentNamed('next '.repeat(40), SUNDAY, SHANGHAI);
    momentNamed('下周'.repeat(100), SUNDAY, SHANGHAI);
    expect(performance.now() - since).toBeLessThan(10_000);
  });
});

describe('the clock of a zone', () => {
  it('is kept over a change to summer time: nine in the morning is nine in the morning', () => {
    const before = Date.parse('2026-03-28T12:00:00Z');
    expect(new Date(momentNamed('tomorrow', before, 'Europe/Berlin') ?? 0).toISOString()).toBe('2026-03-29T07:00:00.000Z');
    expect(new Date(momentOf({ year: 2026, month: 3, day: 28, hour: 9, minute: 0 }, 'Europe/Berlin')).toISOString()).toBe('2026-03-28T08:00:00.000Z');
  });
});

describe('the presets', () => {
  const keys = (now: number, zone = SHANGHAI) => presets(now, zone).map(({ key, at }) => [key, clock(at, zone)]);
  it.each([
    [WEDNESDAY, [['later', '2026-11-25 13:00'], ['tomorrow', '2026-11-26 9:00'], ['week', '2026-11-30 9:00']]],
    [SUNDAY, [['later', '2026-11-22 19:00'], ['tomorrow', '2026-11-23 9:00']]],
    [SUNDAY + 3 * 3_600_000, [['tomorrow', '2026-11-23 9:00']]],
    [SUNDAY + 24 * 3_600_000, [['later', '2026-11-23 19:00'], ['tomorrow', '2026-11-24 9:00'], ['week', '2026-11-30 9:00']]],
  ])('at %d are %j', (now, expected) => {
    expect(keys(now)).toEqual(expected);
  });

  it('lie ahead at any hour of a year', () => {
    for (let hour = 0; hour < 366 * 24; hour += 7) {
      const now = SUNDAY + hour * 3_600_000;
      for (const zone of [SHANGHAI, 'Europe/Berlin', 'America/New_York']) for (const { at } of presets(now, zone)) expect(at).toBeGreaterThan(now);
    }
  });
});
