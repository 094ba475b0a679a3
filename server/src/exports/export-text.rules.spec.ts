import { clockOf, csvRow, ndjsonRow } from './export-text.rules.js';

const utc = clockOf('UTC');

describe('a row for a spreadsheet', () => {
  it.each([
    ['=HYPERLINK("http://evil","x")', `"'=HYPERLINK(""http://evil"",""x"")"`],
    ['+1', "'+1"],
    ['-1+cmd|calc', "'-1+cmd|calc"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', `"'\r=1"`],
    ['\n=1', `"'\n=1"`],
    ['＝1+1', "'＝1+1"],
    ['a=b', 'a=b'],
    ['退款, please', '"退款, please"'],
    ['she said "no"', '"she said ""no"""'],
    ['two\nlines', '"two\nlines"'],
    ['‏מתי', '‏מתי'],
    ['', ''],
  ])('%j', (text, cell) => expect(csvRow([text], utc)).toBe(`${cell}\r\n`));

  it('holds numbers, lists, moments and nothing', () => {
    expect(csvRow([-5, true, ['vip', 'a "b"'], new Date('2026-03-01T00:00:00.999Z'), null, ['=x']], utc)).toBe(`-5,true,"vip, a ""b""",2026-03-01T00:00:00Z,,'=x\r\n`);
  });
});

it('a line for a program says what is there', () => {
  expect(JSON.parse(ndjsonRow(['subject', 'tags', 'at', 'none'], ['=1', ['a'], new Date(0), null], utc))).toEqual({ subject: '=1', tags: ['a'], at: '1970-01-01T00:00:00Z', none: null });
});

describe('a moment by the clock of', () => {
  it.each([
    ['UTC', '2026-07-01T12:00:01Z', '2026-07-01T12:00:01Z'],
    ['Asia/Shanghai', '2026-07-01T20:00:01Z', '2026-07-02T04:00:01+08:00'],
    ['Asia/Kathmandu', '2026-07-01T12:00:01Z', '2026-07-01T17:45:01+05:45'],
    ['America/New_York', '2026-03-08T06:59:59Z', '2026-03-08T01:59:59-05:00'],
    ['America/New_York', '2026-03-08T07:00:00Z', '2026-03-08T03:00:00-04:00'],
    ['Europe/Berlin', '2026-10-25T00:59:59Z', '2026-10-25T02:59:59+02:00'],
    ['Europe/Berlin', '2026-10-25T01:00:00Z', '2026-10-25T02:00:00+01:00'],
  ])('%s', (zone, at, written) => {
    expect(clockOf(zone)(new Date(at))).toBe(written);
    expect(new Date(written).getTime()).toBe(Date.parse(at));
  });
});
