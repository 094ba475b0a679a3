/** The words about visits, fetched by the parts that show some. */
export const VISIT_TEXTS = {
  en: () => import('../../locales/en/visits.json'),
  'zh-CN': () => import('../../locales/zh-CN/visits.json'),
  'zh-TW': () => import('../../locales/zh-TW/visits.json'),
};
