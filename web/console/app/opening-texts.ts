/** Words of opening a ticket. */
export const OPENING_TEXTS = {
  en: () => import('../../locales/en/opening.json'),
  'zh-CN': () => import('../../locales/zh-CN/opening.json'),
  'zh-TW': () => import('../../locales/zh-TW/opening.json'),
};
