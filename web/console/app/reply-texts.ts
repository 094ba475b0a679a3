/** Words of the list of saved replies and of the page where they are looked after. */
export const REPLY_TEXTS = {
  en: () => import('../../locales/en/replies.json'),
  'zh-CN': () => import('../../locales/zh-CN/replies.json'),
  'zh-TW': () => import('../../locales/zh-TW/replies.json'),
};
