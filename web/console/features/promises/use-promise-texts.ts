import { useTexts } from '../../app/use-texts.js';

const LOADERS = {
  en: () => import('../../../locales/en/promises.json'),
  'zh-CN': () => import('../../../locales/zh-CN/promises.json'),
  'zh-TW': () => import('../../../locales/zh-TW/promises.json'),
};

/** The words of promises come with the parts that show them. */
export const usePromiseTexts = (): boolean => useTexts('promises', LOADERS);
