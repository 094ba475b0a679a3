import fc from 'fast-check';
import { readIntervals, runsOver, writeIntervals } from './interval-text.rules.js';

const hours = (text: string) => {
  const read = readIntervals(text);
  return read && writeIntervals(read);
};

describe('hours as people type them', () => {
  it.each([
    ['9-18', '09:00–18:00'],
    ['9-12, 13:30-18', '09:00–12:00, 13:30–18:00'],
    ['13-18 9-12', '09:00–12:00, 13:00–18:00'],
    ['0900-1730', '09:00–17:30'],
    ['9 am to 5 pm', '09:00–17:00'],
    ['9：00～12：00、13：00～18：00', '09:00–12:00, 13:00–18:00'],
    ['９至１８', '09:00–18:00'],
    ['22-6', '22:00–06:00'],
    ['18-0', '18:00–24:00'],
    ['24h', '00:00–24:00'],
    ['全天', '00:00–24:00'],
    ['0-24', '00:00–24:00'],
    ['', ''],
    ['closed', ''],
    ['休息', ''],
  ])('%s', (text, expected) => expect(hours(text)).toBe(expected));

  it.each(['9', '9-9', '25-26', '9-18:60', '9-13, 12-18', '20-4, 22-6', 'nine to five', '9-18-20', '13pm-14pm'])('%s is not understood', (text) =>
    expect(hours(text)).toBeNull(),
  );

  it('read the same when they are written out', () => {
    const time = fc.integer({ min: 0, max: 47 }).map((half) => `${Math.floor(half / 2)}:${half % 2 ? '30' : '00'}`);
    fc.assert(
      fc.property(fc.array(fc.tuple(time, time), { maxLength: 3 }), (pairs) => {
        const read = readIntervals(pairs.map(([from, to]) => `${from}-${to}`).join(', '));
        if (read) expect(readIntervals(writeIntervals(read))).toEqual(read);
      }),
    );
  });

  it('tell a night from a day', () => {
    expect([runsOver(readIntervals('22-6') ?? []), runsOver(readIntervals('0-24') ?? [])]).toEqual([true, false]);
  });
});
