/** The words about talks with people outside, beside a ticket. */
export const SIDE_TEXTS = {
  en: () => import('../../locales/en/side-conversations.json'),
  'zh-CN': () => import('../../locales/zh-CN/side-conversations.json'),
  'zh-TW': () => import('../../locales/zh-TW/side-conversations.json'),
};
