import type en from '../../locales/en/demo-shop.json';
import type { WidgetLocale } from '../../widget/bridge.js';

export type ShopTexts = typeof en;

export async function loadTexts(language: WidgetLocale): Promise<ShopTexts> {
  if (language === 'zh-CN') return (await import('../../locales/zh-CN/demo-shop.json')).default;
  if (language === 'zh-TW') return (await import('../../locales/zh-TW/demo-shop.json')).default;
  return (await import('../../locales/en/demo-shop.json')).default;
}
