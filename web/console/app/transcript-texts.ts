/** The words about saving a talk, fetched with the dialog. */
export const TRANSCRIPT_TEXTS = {
  en: () => import('../../locales/en/transcript.json'),
  'zh-CN': () => import('../../locales/zh-CN/transcript.json'),
  'zh-TW': () => import('../../locales/zh-TW/transcript.json'),
};
