import type { WidgetLocale } from '../bridge.js';

/** The first of the wishes we speak. Hong Kong and Macau read traditional characters. */
export function pickLocale(wishes: readonly (string | null | undefined)[]): WidgetLocale {
  for (const wish of wishes) {
    if (/^zh\b/i.test(`${wish}`)) return /hant|tw|hk|mo/i.test(`${wish}`) ? 'zh-TW' : 'zh-CN';
    if (/^en\b/i.test(`${wish}`)) break;
  }
  return 'en';
}
