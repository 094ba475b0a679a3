/** The words about the live board, fetched with the part that shows them. */
export const LIVE_TEXTS = {
  en: () => import('../../locales/en/live.json'),
  'zh-CN': () => import('../../locales/zh-CN/live.json'),
  'zh-TW': () => import('../../locales/zh-TW/live.json'),
};
