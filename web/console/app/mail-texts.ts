/** The words about mail, fetched where there is some. */
export const MAIL_TEXTS = {
  en: () => import('../../locales/en/mail.json'),
  'zh-CN': () => import('../../locales/zh-CN/mail.json'),
  'zh-TW': () => import('../../locales/zh-TW/mail.json'),
};
