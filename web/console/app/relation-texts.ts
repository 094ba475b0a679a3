/** The words about tickets that have to do with each other. */
export const RELATION_TEXTS = {
  en: () => import('../../locales/en/relations.json'),
  'zh-CN': () => import('../../locales/zh-CN/relations.json'),
  'zh-TW': () => import('../../locales/zh-TW/relations.json'),
};
