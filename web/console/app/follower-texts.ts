/** The words about followers, mentions and what one was pointed to. */
export const FOLLOWER_TEXTS = {
  en: () => import('../../locales/en/followers.json'),
  'zh-CN': () => import('../../locales/zh-CN/followers.json'),
  'zh-TW': () => import('../../locales/zh-TW/followers.json'),
};
