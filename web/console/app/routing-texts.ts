/** Words of assignment: who can what, how teams give out, and why somebody has a ticket. */
export const ROUTING_TEXTS = {
  en: () => import('../../locales/en/routing.json'),
  'zh-CN': () => import('../../locales/zh-CN/routing.json'),
  'zh-TW': () => import('../../locales/zh-TW/routing.json'),
};
