import type dictionary from '../../locales/en/widget-away.json';
import type { WidgetLocale } from '../bridge.js';
import { createTexts, type Texts } from './texts.js';

export type AwayTexts = Texts<typeof dictionary>;

/** The words of the forms come with their code. */
export async function loadAwayTexts(locale: WidgetLocale): Promise<AwayTexts> {
  if (locale === 'zh-CN') return createTexts(locale, (await import('../../locales/zh-CN/widget-away.json')).default);
  if (locale === 'zh-TW') return createTexts(locale, (await import('../../locales/zh-TW/widget-away.json')).default);
  return createTexts(locale, (await import('../../locales/en/widget-away.json')).default);
}
