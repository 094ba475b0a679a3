/** The words of what one reads beside a row. */
export const PEEK_TEXTS = {
  en: () => import('../../locales/en/peek.json'),
  'zh-CN': () => import('../../locales/zh-CN/peek.json'),
  'zh-TW': () => import('../../locales/zh-TW/peek.json'),
};
