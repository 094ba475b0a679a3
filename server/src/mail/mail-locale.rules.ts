import type { Locale } from '#contracts/common.js';
import type { ReadMail } from './mail-reading.types.js';

/** Signs that only one of the two ways of writing Chinese has, of those that are in nearly every mail. */
const TRADITIONAL = /[們請問謝貨單壞還沒這個時間會嗎為說來後電話麼訂購與發]/;
const SIMPLIFIED = /[们请问谢货单坏还没这个时间会吗为说来后电话么订购与发]/;
const HAN = /\p{Script=Han}/u;
const OTHER_EAST = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** The language that we write to somebody in, guessed from his mail; null where it tells nothing. */
export function localeOf({ headers, text, subject }: Pick<ReadMail, 'headers' | 'text' | 'subject'>): Locale | null {
  const declared = headers.find(({ key }) => key === 'content-language')?.value ?? '';
  if (/^\s*zh[-_](tw|hk|hant)/i.test(declared)) return 'zh-TW';
  if (/^\s*zh/i.test(declared)) return 'zh-CN';
  if (/^\s*en/i.test(declared)) return 'en';
  const words = `${subject} ${text.slice(0, 4_000)}`;
  if (!HAN.test(words) || OTHER_EAST.test(words)) return null;
  const count = (signs: RegExp) => [...words].filter((sign) => signs.test(sign)).length;
  return count(TRADITIONAL) > count(SIMPLIFIED) ? 'zh-TW' : 'zh-CN';
}
