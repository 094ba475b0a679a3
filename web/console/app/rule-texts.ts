/** Words of rules, of what they did, and of the page where they are looked after. */
export const RULE_TEXTS = {
  en: () => import('../../locales/en/rules.json'),
  'zh-CN': () => import('../../locales/zh-CN/rules.json'),
  'zh-TW': () => import('../../locales/zh-TW/rules.json'),
};
