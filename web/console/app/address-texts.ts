/** The words about addresses, fetched with the part that shows them. */
export const ADDRESS_TEXTS = {
  en: () => import('../../locales/en/addresses.json'),
  'zh-CN': () => import('../../locales/zh-CN/addresses.json'),
  'zh-TW': () => import('../../locales/zh-TW/addresses.json'),
};
