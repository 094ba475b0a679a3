/** The words about translating, fetched where it is offered. */
export const TRANSLATE_TEXTS = {
  en: () => import('../../locales/en/translate.json'),
  'zh-CN': () => import('../../locales/zh-CN/translate.json'),
  'zh-TW': () => import('../../locales/zh-TW/translate.json'),
};
