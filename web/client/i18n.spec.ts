import { nearestLocale } from './i18n.js';

it.each([
  [['zh-Hant-HK'], 'zh-TW'],
  [['zh-TW', 'en'], 'zh-TW'],
  [['zh'], 'zh-CN'],
  [['zh-Hans-SG'], 'zh-CN'],
  [['fr', 'zh-CN'], 'zh-CN'],
  [['de-DE', 'en-GB'], 'en'],
  [[], 'en'],
])('speaks to %p in %s', (wanted, expected) => {
  expect(nearestLocale(wanted)).toBe(expected);
});
