import { localeOf } from './mail-locale.rules.js';

const of = (text: string, language?: string) => localeOf({ text, subject: '', headers: language === undefined ? [] : [{ key: 'content-language', value: language }] });

test.each([
  ['请问我的订单什么时候发货？谢谢', undefined, 'zh-CN'],
  ['請問我的訂單什麼時候出貨？謝謝', undefined, 'zh-TW'],
  ['水', undefined, 'zh-CN'],
  ['やかんが漏れます。注文番号', undefined, null],
  ['Der Wasserkocher tropft', undefined, null],
  ['The kettle leaks', undefined, null],
  ['The kettle leaks', 'en-GB', 'en'],
  ['?', 'zh-HK', 'zh-TW'],
  ['?', 'zh-CN, en', 'zh-CN'],
])('%s is answered in %s', (text, language, locale) => {
  expect(of(text, language)).toBe(locale);
});
