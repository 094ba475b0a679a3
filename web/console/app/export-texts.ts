/** Words of the export of a list. */
export const EXPORT_TEXTS = {
  en: () => import('../../locales/en/export.json'),
  'zh-CN': () => import('../../locales/zh-CN/export.json'),
  'zh-TW': () => import('../../locales/zh-TW/export.json'),
};
