import type dictionary from '../../locales/en/widget-save.json';
import type { WidgetLocale } from '../bridge.js';
import { createTexts, type Texts } from './texts.js';

export type SaveTexts = Texts<typeof dictionary>;

/** The words about taking a talk home come with its code. */
export async function loadSaveTexts(locale: WidgetLocale): Promise<SaveTexts> {
  if (locale === 'zh-CN') return createTexts(locale, (await import('../../locales/zh-CN/widget-save.json')).default);
  if (locale === 'zh-TW') return createTexts(locale, (await import('../../locales/zh-TW/widget-save.json')).default);
  return createTexts(locale, (await import('../../locales/en/widget-save.json')).default);
}
