/** The words about ratings, fetched by the parts that show some. */
export const RATING_TEXTS = {
  en: () => import('../../locales/en/ratings.json'),
  'zh-CN': () => import('../../locales/zh-CN/ratings.json'),
  'zh-TW': () => import('../../locales/zh-TW/ratings.json'),
};
