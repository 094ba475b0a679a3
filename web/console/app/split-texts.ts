/** The words about parts of talks that became tickets of their own. */
export const SPLIT_TEXTS = {
  en: () => import('../../locales/en/splits.json'),
  'zh-CN': () => import('../../locales/zh-CN/splits.json'),
  'zh-TW': () => import('../../locales/zh-TW/splits.json'),
};
