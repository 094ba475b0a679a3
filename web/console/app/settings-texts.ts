/** The names of the pages of settings: in their frame and in the palette, neither of which stands on the first page. */
export const SETTINGS_TEXTS = {
  en: () => import('../../locales/en/settings.json'),
  'zh-CN': () => import('../../locales/zh-CN/settings.json'),
  'zh-TW': () => import('../../locales/zh-TW/settings.json'),
};
