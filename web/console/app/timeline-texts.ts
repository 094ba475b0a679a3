/** The words of a talk, fetched with the first ticket. */
export const TIMELINE_TEXTS = {
  en: () => import('../../locales/en/timeline.json'),
  'zh-CN': () => import('../../locales/zh-CN/timeline.json'),
  'zh-TW': () => import('../../locales/zh-TW/timeline.json'),
};
