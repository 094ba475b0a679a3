/** The words about talks beside each other, fetched with the first ticket. */
export const PANES_TEXTS = {
  en: () => import('../../locales/en/panes.json'),
  'zh-CN': () => import('../../locales/zh-CN/panes.json'),
  'zh-TW': () => import('../../locales/zh-TW/panes.json'),
};
