/** Words of macros, of what they do, and of the page where they are looked after. */
export const MACRO_TEXTS = {
  en: () => import('../../locales/en/macros.json'),
  'zh-CN': () => import('../../locales/zh-CN/macros.json'),
  'zh-TW': () => import('../../locales/zh-TW/macros.json'),
};
