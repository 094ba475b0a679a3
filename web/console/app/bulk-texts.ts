/** Words about changes of many tickets. */
export const BULK_TEXTS = {
  en: () => import('../../locales/en/bulk.json'),
  'zh-CN': () => import('../../locales/zh-CN/bulk.json'),
  'zh-TW': () => import('../../locales/zh-TW/bulk.json'),
};
