/** The words about tickets that become one, fetched with the part that shows them. */
export const MERGE_TEXTS = {
  en: () => import('../../locales/en/merges.json'),
  'zh-CN': () => import('../../locales/zh-CN/merges.json'),
  'zh-TW': () => import('../../locales/zh-TW/merges.json'),
};
