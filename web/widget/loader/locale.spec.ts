import { pickLocale } from './locale.js';

describe('the language of the widget', () => {
  it.each([
    [['zh-CN'], 'zh-CN'],
    [['zh'], 'zh-CN'],
    [['zh-Hans-SG'], 'zh-CN'],
    [['zh-TW'], 'zh-TW'],
    [['zh-HK'], 'zh-TW'],
    [['zh-Hant'], 'zh-TW'],
    [['en-GB', 'zh-CN'], 'en'],
    [['de-DE', 'zh-TW', 'en'], 'zh-TW'],
    [['fr'], 'en'],
    [[undefined, '', null, 'zh-CN'], 'zh-CN'],
    [['english'], 'en'],
  ])('for %p is %s', (wishes, locale) => expect(pickLocale(wishes)).toBe(locale));
});
