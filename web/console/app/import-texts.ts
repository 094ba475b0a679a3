/** Words of imports, and of where tickets were before. */
export const IMPORT_TEXTS = {
  en: () => import('../../locales/en/imports.json'),
  'zh-CN': () => import('../../locales/zh-CN/imports.json'),
  'zh-TW': () => import('../../locales/zh-TW/imports.json'),
};
