import type { Locale } from '#contracts/common.js';
import { en } from './en.js';
import type { LetterTexts } from './letter.js';
import { zhCN } from './zh-cn.js';
import { zhTW } from './zh-tw.js';

export const TEXTS: Record<Locale, LetterTexts> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW };
