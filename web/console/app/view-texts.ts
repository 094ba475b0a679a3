/** Words of saved views and of what narrows a list. */
export const VIEW_TEXTS = {
  en: () => import('../../locales/en/saved-views.json'),
  'zh-CN': () => import('../../locales/zh-CN/saved-views.json'),
  'zh-TW': () => import('../../locales/zh-TW/saved-views.json'),
};
