/** Words of webhooks and of what they sent. */
export const WEBHOOK_TEXTS = {
  en: () => import('../../locales/en/webhooks.json'),
  'zh-CN': () => import('../../locales/zh-CN/webhooks.json'),
  'zh-TW': () => import('../../locales/zh-TW/webhooks.json'),
};
