import type { Locale } from '#contracts/common.js';
import type { SystemCode } from '#contracts/messages.js';
import { en } from './en.js';
import { zhCN } from './zh-cn.js';
import { zhTW } from './zh-tw.js';

/** The words of a transcript in one language; a code without its line does not compile. */
export interface TranscriptWords {
  readonly title: string;
  readonly saved: string;
  readonly internal: string;
  readonly note: string;
  readonly recalled: string;
  readonly file: string;
  readonly answers: string;
  readonly untimed: string;
  readonly empty: string;
  readonly end: string;
  readonly cut: string;
  readonly people: Readonly<Record<'customer' | 'agent' | 'bot' | 'system', string>>;
  readonly lines: Readonly<Record<SystemCode, string>>;
}

export const WORDS: Record<Locale, TranscriptWords> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW };
