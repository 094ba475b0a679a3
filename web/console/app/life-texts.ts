/** The words about where a ticket stands and what it is about, fetched with the first ticket. */
export const LIFE_TEXTS = {
  en: () => import('../../locales/en/life.json'),
  'zh-CN': () => import('../../locales/zh-CN/life.json'),
  'zh-TW': () => import('../../locales/zh-TW/life.json'),
};
