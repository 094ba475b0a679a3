/** The words about handing a chat over, fetched with the part that shows them. */
export const TRANSFER_TEXTS = {
  en: () => import('../../locales/en/transfer.json'),
  'zh-CN': () => import('../../locales/zh-CN/transfer.json'),
  'zh-TW': () => import('../../locales/zh-TW/transfer.json'),
};
