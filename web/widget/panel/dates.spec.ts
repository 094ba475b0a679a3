import { whenText } from './dates.js';
import type { Texts } from './texts.js';

const texts = (locale: Texts['locale']): Texts => ({ locale, t: (key) => key });
const now = new Date(2026, 10, 23, 3, 0);
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).toISOString();

it.each([
  ['en', at(23, 10, 30), '10:30'],
  ['en', at(24, 9, 0), 'tomorrow 09:00'],
  ['en', at(26, 0, 5), 'Thursday, Nov 26 00:05'],
  ['zh-CN', at(23, 10, 30), '10:30'],
  ['zh-TW', at(24, 9, 0), '明天 09:00'],
  ['zh-CN', at(26, 9, 0), '11月26日星期四 09:00'],
] as const)('says in %s when %s is: %s', (locale, instant, words) => {
  expect(whenText(instant, texts(locale), now)).toBe(words);
});
