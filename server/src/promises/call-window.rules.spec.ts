import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { CallWindow } from '#contracts/promises.js';
import { isOpenAt, type OpeningHours, openMinutesBetween } from '../calendars/opening.rules.js';
import { callWindows, MOST_WINDOWS, offeredAs } from './call-window.rules.js';

const week = (day: { from: string; to: string }[]) => Array.from({ length: 7 }, () => day);
const shanghai: OpeningHours = { zone: 'Asia/Shanghai', week: week([{ from: '09:00', to: '18:00' }]), days: new Map() };
const at = (local: string, zone: string): Date => new Date(Temporal.ZonedDateTime.from(`${local}[${zone}]`).epochMilliseconds);
const shown = (windows: readonly CallWindow[], zone: string) =>
  windows.map(({ from, to }) => [from, to].map((moment) => Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDateTime().toString().slice(5, 16)).join(' '));

describe('windows for a call', () => {
  it('are open time, in the visitor’s own hours', () => {
    expect(shown(callWindows(shanghai, at('2026-11-24T03:00', 'Asia/Shanghai'), 'Asia/Shanghai'), 'Asia/Shanghai').slice(0, 6)).toEqual([
      '11-24T09:00 11-24T10:00', '11-24T10:00 11-24T12:00', '11-24T12:00 11-24T14:00', '11-24T14:00 11-24T16:00', '11-24T16:00 11-24T18:00', '11-25T09:00 11-25T10:00',
    ]);
  });

  it('never wake anybody: what is two at night in Berlin is not offered there', () => {
    expect(shown(callWindows(shanghai, at('2026-11-24T03:00', 'Asia/Shanghai'), 'Europe/Berlin'), 'Europe/Berlin').slice(0, 2)).toEqual(['11-24T08:00 11-24T10:00', '11-24T10:00 11-24T11:00']);
  });

  it('leave out the lunch break and what is too short', () => {
    const lunch = { ...shanghai, week: week([{ from: '09:00', to: '10:10' }, { from: '13:30', to: '14:20' }]) };
    expect(shown(callWindows(lunch, at('2026-11-24T03:00', 'Asia/Shanghai'), 'Asia/Shanghai'), 'Asia/Shanghai').slice(0, 2)).toEqual(['11-24T09:00 11-24T10:00', '11-24T13:30 11-24T14:00']);
  });

  it('are none where no opening is in sight', () => {
    expect(callWindows({ ...shanghai, week: week([]) }, new Date(), 'UTC')).toEqual([]);
  });

  it('are looked for where they would lie and no further, however long it is closed', () => {
    let asked = 0;
    class Days extends Map<string, never[]> {
      override get(date: string) {
        asked += 1;
        return super.get(date);
      }
    }
    expect(callWindows({ ...shanghai, week: week([]), days: new Days() }, at('2026-11-24T03:00', 'Asia/Shanghai'), 'UTC')).toEqual([]);
    expect(asked).toBeLessThan(1_000);
  });

  it('are daytime for a team that is always open', () => {
    expect(shown(callWindows(null, at('2026-11-24T19:40', 'Asia/Taipei'), 'Asia/Taipei'), 'Asia/Taipei').slice(0, 2)).toEqual(['11-24T20:00 11-24T21:00', '11-25T08:00 11-25T10:00']);
  });

  it('lie ahead, in order, in open time and daytime, in every zone and on every day of a year', () => {
    fc.assert(
      fc.property(fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Chatham'), fc.integer({ min: 0, max: 366 * 24 * 60 }), (zone, minute) => {
        const now = new Date(Date.UTC(2026, 0, 1) + minute * 60_000);
        const windows = callWindows(shanghai, now, zone);
        expect(windows.length).toBeLessThanOrEqual(MOST_WINDOWS);
        windows.forEach(({ from, to }, index) => {
          const local = Temporal.Instant.from(from).toZonedDateTimeISO(zone);
          expect(local.hour >= 8 && local.hour < 21).toBe(true);
          expect(new Date(from) >= now && from < to && (index === 0 || from >= (windows[index - 1]?.to ?? ''))).toBe(true);
          expect(isOpenAt(shanghai, new Date(from))).toBe(true);
          expect(openMinutesBetween(shanghai, new Date(from), new Date(to))).toBeGreaterThanOrEqual(30);
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('a wish', () => {
  const now = at('2026-11-24T10:10:13', 'Asia/Shanghai');
  const offered = callWindows(shanghai, now, 'Asia/Shanghai');

  it('for the window that is running is met, though it has lost its beginning since', () => {
    const [running] = offered;
    const earlier = callWindows(shanghai, at('2026-11-24T10:05', 'Asia/Shanghai'), 'Asia/Shanghai')[0];
    if (!running || !earlier) throw new Error('no window');
    expect(earlier.to).toBe(running.to);
    expect(offeredAs(earlier, offered)).toEqual(running);
  });

  it.each([
    ['yesterday', { from: '2026-11-23T02:00:00.000Z', to: '2026-11-23T04:00:00.000Z' }],
    ['at night', { from: '2026-11-24T18:00:00.000Z', to: '2026-11-24T20:00:00.000Z' }],
    ['for a whole year', { from: '2026-11-24T02:00:00.000Z', to: '2027-11-24T04:00:00.000Z' }],
  ])('%s is none of those', (_, wish) => {
    expect(offeredAs(wish, offered)).toBeNull();
  });
});
