import type { Locale } from '#contracts/common.js';

/** What an agent may begin with, in the visitor's language. */
export const INVITE_TEXTS: Readonly<Record<Locale, string>> = {
  en: 'Hello! Can I help you with anything?',
  'zh-CN': '您好，请问有什么可以帮您？',
  'zh-TW': '您好，需要幫忙嗎？',
};
