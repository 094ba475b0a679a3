import type en from '../../locales/en/start.json';
import type { WidgetLocale } from '../../widget/bridge.js';

export type StartTexts = typeof en;

export async function loadTexts(language: WidgetLocale): Promise<StartTexts> {
  if (language === 'zh-CN') return (await import('../../locales/zh-CN/start.json')).default;
  if (language === 'zh-TW') return (await import('../../locales/zh-TW/start.json')).default;
  return (await import('../../locales/en/start.json')).default;
}
