import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod';
import { text } from '#contracts/common.js';
import type { Env } from './env.js';
import { mayWorkLater, readJson, restOf } from './outside/outside-answer.js';
import { ENV } from './tokens.js';
import { type Translated, TranslationRefusal, Translator } from './translator.js';

const WITHIN_MS = 15_000;
const MOST_BYTES = 512 * 1024;

// What we read of an answer; others say more.
const Good = z.looseObject({ translatedText: text(64_000, 0), detectedLanguage: z.looseObject({ language: z.string().max(20) }).optional() });
const Bad = z.looseObject({ error: z.string() });

/** Its names of the two ways to write Chinese, new and old; everything else is called the same. */
const NAMES: Readonly<Record<string, readonly string[]>> = { 'zh-CN': ['zh-Hans', 'zh'], 'zh-TW': ['zh-Hant', 'zt'] };
const TAGS: Readonly<Record<string, string>> = { 'zh-Hans': 'zh-CN', zh: 'zh-CN', 'zh-Hant': 'zh-TW', zt: 'zh-TW' };
const UNKNOWN_LANGUAGE = /not supported/i;

/** LibreTranslate's `POST /translate`, which others speak as well. The address is the admin's alone. */
@Injectable()
export class LibreTranslate extends Translator {
  constructor(@Inject(ENV) private readonly env: Env) {
    super();
  }

  get isSet(): boolean {
    return this.env.TRANSLATE_URL !== undefined;
  }

  async translate(words: string, to: string): Promise<Translated> {
    const [name = to, older] = NAMES[to] ?? [];
    const first = await this.ask(words, name);
    const answer = older !== undefined && first.status === 400 && UNKNOWN_LANGUAGE.test(Bad.safeParse(first.body).data?.error ?? '') ? await this.ask(words, older) : first;
    const good = Good.safeParse(answer.body);
    if (answer.status !== 200) throw refusalOf(answer);
    if (!good.success) throw new TranslationRefusal('200 unreadable', true);
    const language = good.data.detectedLanguage?.language;
    return { text: good.data.translatedText, from: language === undefined ? null : (TAGS[language] ?? language) };
  }

  private async ask(q: string, target: string): Promise<Answer> {
    const { TRANSLATE_URL = '', TRANSLATE_KEY } = this.env;
    const response = await fetch(`${TRANSLATE_URL.replace(/\/+$/, '')}/translate`, {
      method: 'POST',
      // Whoever answers with another address gets neither the key nor the text.
      redirect: 'manual',
      signal: AbortSignal.timeout(WITHIN_MS),
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ q, source: 'auto', target, format: 'text', ...(TRANSLATE_KEY ? { api_key: TRANSLATE_KEY } : {}) }),
    }).catch(() => {
      throw new TranslationRefusal('no answer', false);
    });
    return { status: response.status, rest: restOf(response), body: await readJson(response, MOST_BYTES) };
  }
}

interface Answer {
  readonly status: number;
  readonly rest: number;
  readonly body: unknown;
}

const refusalOf = ({ status, rest }: Answer): TranslationRefusal => new TranslationRefusal(String(status), !mayWorkLater(status), rest);
