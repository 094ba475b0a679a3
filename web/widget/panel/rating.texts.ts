import type dictionary from '../../locales/en/widget-rating.json';
import type { WidgetLocale } from '../bridge.js';
import { createTexts, type Texts } from './texts.js';

export type RatingTexts = Texts<typeof dictionary>;

/** The words of the rating come with its code. */
export async function loadRatingTexts(locale: WidgetLocale): Promise<RatingTexts> {
  if (locale === 'zh-CN') return createTexts(locale, (await import('../../locales/zh-CN/widget-rating.json')).default);
  if (locale === 'zh-TW') return createTexts(locale, (await import('../../locales/zh-TW/widget-rating.json')).default);
  return createTexts(locale, (await import('../../locales/en/widget-rating.json')).default);
}
