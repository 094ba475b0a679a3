/** Words of what new tickets begin with. */
export const TEMPLATE_TEXTS = {
  en: () => import('../../locales/en/templates.json'),
  'zh-CN': () => import('../../locales/zh-CN/templates.json'),
  'zh-TW': () => import('../../locales/zh-TW/templates.json'),
};
