/** The words about where an answer goes and when, fetched with the first ticket whose answers leave by mail. */
export const SENDING_TEXTS = {
  en: () => import('../../locales/en/sending.json'),
  'zh-CN': () => import('../../locales/zh-CN/sending.json'),
  'zh-TW': () => import('../../locales/zh-TW/sending.json'),
};
