import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { readIcs } from './ics.rules.js';
import { dayOf, occurrences, readDay, readRecurrence, writeDay } from './recurrence.rules.js';

const day = (text: string) => readDay(text) ?? Number.NaN;
const window = { from: day('2026-11-01'), to: day('2028-12-31') };
const calendar = (...events: string[][]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y', ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']), 'END:VCALENDAR', ''].join('\r\n');
const read = (...events: string[][]) => readIcs(calendar(...events), window);
const dates = (...lines: string[]) => read(lines)?.days.map(({ date }) => date);

describe('a file of holidays', () => {
  it('names single days, several in a row, and what they are called', () => {
    expect(read(['DTSTART;VALUE=DATE:20261225', 'SUMMARY:Christmas\\, first day'], ['DTSTART;VALUE=DATE:20270206', 'DTEND;VALUE=DATE:20270209', 'SUMMARY;LANGUAGE=zh-CN:春节']))
      .toEqual({ days: [{ date: '2026-12-25', label: 'Christmas, first day' }, { date: '2027-02-06', label: '春节' }, { date: '2027-02-07', label: '春节' }, { date: '2027-02-08', label: '春节' }], skipped: 0 });
  });

  it('is read whether its lines are folded, end as Unix ends them, or begin with a mark', () => {
    const folded = `\uFEFF${calendar(['DTSTART;VALUE=D\r\n ATE:20261225', 'SUMMARY:Chr\r\n\tistmas'])}`;
    for (const text of [folded, folded.replaceAll('\r\n', '\n')]) expect(readIcs(text, window)?.days).toEqual([{ date: '2026-12-25', label: 'Christmas' }]);
  });

  it.each([
    ['every year', ['DTSTART;VALUE=DATE:20001225', 'RRULE:FREQ=YEARLY'], ['2026-12-25', '2027-12-25', '2028-12-25']],
    ['the fourth Thursday of November', ['DTSTART;VALUE=DATE:19801127', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'], ['2026-11-26', '2027-11-25', '2028-11-23']],
    ['the last Monday of May', ['DTSTART;VALUE=DATE:20000529', 'RRULE:FREQ=YEARLY;BYDAY=-1MO;BYMONTH=5'], ['2027-05-31', '2028-05-29']],
    ['every second year until one', ['DTSTART;VALUE=DATE:20201224', 'RRULE:FREQ=YEARLY;INTERVAL=2;UNTIL=20271231'], ['2026-12-24']],
    ['so many times', ['DTSTART;VALUE=DATE:20261101', 'RRULE:FREQ=MONTHLY;COUNT=3'], ['2026-11-01', '2026-12-01', '2027-01-01']],
    ['but not on some', ['DTSTART;VALUE=DATE:20261225', 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20271225'], ['2026-12-25', '2028-12-25']],
    ['and on others', ['DTSTART;VALUE=DATE:20261225', 'RDATE;VALUE=DATE:20270101,20280102'], ['2026-12-25', '2027-01-01', '2028-01-02']],
    ['the last day of a month', ['DTSTART;VALUE=DATE:20270131', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20270401'], ['2027-01-31', '2027-02-28', '2027-03-31']],
    ['for so long', ['DTSTART;VALUE=DATE:20261224', 'DURATION:P3D'], ['2026-12-24', '2026-12-25', '2026-12-26']],
    ['a leap day', ['DTSTART;VALUE=DATE:20240229', 'RRULE:FREQ=YEARLY'], ['2028-02-29']],
  ])('repeats %s', (_, lines, expected) => expect(dates(...lines)).toEqual(expected));

  it.each([
    ['what has an hour', ['DTSTART:20261225T100000Z', 'SUMMARY:Call']],
    ['what was cancelled', ['DTSTART;VALUE=DATE:20261225', 'STATUS:CANCELLED']],
    ['a rule it would follow wrongly', ['DTSTART;VALUE=DATE:20261225', 'RRULE:FREQ=YEARLY;BYSETPOS=-1;BYDAY=MO']],
    ['seconds', ['DTSTART;VALUE=DATE:20261225', 'RRULE:FREQ=SECONDLY']],
    ['a day there is not', ['DTSTART;VALUE=DATE:20270230']],
  ])('leaves out %s, and counts it', (_, lines) => expect(read(lines)).toEqual({ days: [], skipped: 1 }));

  it('takes no alarm for the holiday', () => {
    expect(dates('DTSTART;VALUE=DATE:20261225', 'BEGIN:VALARM', 'DTSTART;VALUE=DATE:20270101', 'END:VALARM')).toEqual(['2026-12-25']);
  });

  it.each([['nothing', ''], ['a page', '<!doctype html><title>Sign in</title>'], ['a card', 'BEGIN:VCARD\r\nEND:VCARD']])('is not %s', (_, text) => {
    expect(readIcs(text, window)).toBeNull();
  });

  it('keeps to its bounds, whatever it says', () => {
    const events = Array.from({ length: 3000 }, () => ['DTSTART;VALUE=DATE:19000101', 'DTEND;VALUE=DATE:21990101', 'RRULE:FREQ=DAILY;COUNT=999999999']);
    const reading = readIcs(calendar(...events), window);
    expect(reading?.days.length).toBeLessThanOrEqual(1000);
    expect(reading?.skipped).toBeGreaterThan(2900);
  });

  it('never fails, whatever stands in it', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('BEGIN:VEVENT', 'END:VEVENT', 'BEGIN:VALARM', 'DTSTART;VALUE=DATE:20261225', 'RRULE:FREQ=YEARLY;BYDAY=9MO', 'END:VALARM', 'SUMMARY:\\n\\n'))), (lines) => {
      const reading = readIcs(['BEGIN:VCALENDAR', ...lines].join('\n'), window);
      for (const { date, label } of reading?.days ?? []) expect(date >= '2026-11-01' && label.length <= 80).toBe(true);
    }));
  });
});

describe('a day number', () => {
  it('is the date that everybody else makes of it', () => {
    fc.assert(fc.property(fc.integer({ min: -25_000, max: 83_000 }), (number) => {
      const date = Temporal.PlainDate.from('1970-01-01').add({ days: number });
      expect([writeDay(number), dayOf(date.year, date.month, date.day)]).toEqual([date.toString(), number]);
    }));
  });
});

describe('a rule', () => {
  const patience = () => ({ left: 10_000 });
  const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
  it('names each of its days once, in order, whether looked at from its beginning or later', () => {
    fc.assert(fc.property(fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'), fc.integer({ min: 1, max: 4 }), fc.array(weekday, { maxLength: 2 }), fc.integer({ min: 0, max: 900 }), (frequency, interval, days, skip) => {
      const rule = readRecurrence(`FREQ=${frequency};INTERVAL=${interval}${days.length > 0 ? `;BYDAY=${days.join(',')}` : ''}`);
      if (!rule) throw new Error('not read');
      const start = day('2026-01-15');
      const all = occurrences(rule, start, start, day('2029-01-01'), patience()) ?? [];
      expect(all).toEqual([...new Set(all)].sort((a, b) => a - b));
      const from = start + skip;
      expect(occurrences(rule, start, from, day('2029-01-01'), patience())).toEqual(all.filter((date) => date >= from));
    }), { numRuns: 40 });
  });
});
