/** Words of telephone calls. */
export const CALL_TEXTS = {
  en: () => import('../../locales/en/calls.json'),
  'zh-CN': () => import('../../locales/zh-CN/calls.json'),
  'zh-TW': () => import('../../locales/zh-TW/calls.json'),
};
