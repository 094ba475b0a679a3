/** The names of all keys, and the words of palette and sheet. */
export const KEY_TEXTS = {
  en: () => import('../../locales/en/keys.json'),
  'zh-CN': () => import('../../locales/zh-CN/keys.json'),
  'zh-TW': () => import('../../locales/zh-TW/keys.json'),
};
