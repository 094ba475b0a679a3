import type dictionary from '../../locales/en/widget-proof.json';
import type { WidgetLocale } from '../bridge.js';
import { createTexts, type Texts } from './texts.js';

export type ProofTexts = Texts<typeof dictionary>;

/** The words about codes come with their code. */
export async function loadProofTexts(locale: WidgetLocale): Promise<ProofTexts> {
  if (locale === 'zh-CN') return createTexts(locale, (await import('../../locales/zh-CN/widget-proof.json')).default);
  if (locale === 'zh-TW') return createTexts(locale, (await import('../../locales/zh-TW/widget-proof.json')).default);
  return createTexts(locale, (await import('../../locales/en/widget-proof.json')).default);
}
