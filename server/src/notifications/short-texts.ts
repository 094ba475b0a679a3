import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Id } from '#contracts/common.js';
import type { Sms } from '../platform/sms-sender.js';
import { CodeLetters } from './code-letters.js';
import { TEXTS } from './templates/letter-texts.js';

const Content = z.strictObject({ template: z.literal('code'), codeId: Id });

/** Writes what goes to a phone. */
@Injectable()
export class ShortTexts {
  constructor(private readonly codes: CodeLetters) {}

  /** @returns null when there is no sense in sending it any more */
  async write(content: unknown): Promise<Sms | null> {
    const made = await this.codes.make(Content.parse(content).codeId);
    return made && { to: made.address, text: TEXTS[made.locale].codeSms(made) };
  }
}
