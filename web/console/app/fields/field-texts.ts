/** The words of an organisation's own fields. */
export const FIELD_TEXTS = {
  en: () => import('../../../locales/en/fields.json'),
  'zh-CN': () => import('../../../locales/zh-CN/fields.json'),
  'zh-TW': () => import('../../../locales/zh-TW/fields.json'),
};
