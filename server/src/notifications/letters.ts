import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Id, Locale } from '#contracts/common.js';
import { AccountLinks } from '../accounts/account-links.js';
import { MailLetters } from '../mail/mail-letters.service.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import type { Letter } from '../platform/mailer.js';
import { ENV } from '../platform/tokens.js';
import { SettingsService } from '../settings/settings.service.js';
import { AnswerLetters } from './answer-letters.js';
import { CallbackLetters } from './callback-letters.js';
import { CodeLetters } from './code-letters.js';
import { TranscriptLetters } from './transcript-letters.js';
import { NoticeLetters } from './notice-letters.js';
import { RuleLetters } from './rule-letters.js';
import { WebhookLetters } from './webhook-letters.js';
import { TEXTS } from './templates/letter-texts.js';

/** What a delivery keeps of its letter: which one, and what it is about by id. Secrets and words are read when it is sent. */
export const LetterContent = z.discriminatedUnion('template', [
  z.strictObject({ template: z.enum(['invitation', 'reset']), linkId: Id }),
  z.strictObject({ template: z.literal('answer'), promiseId: Id }),
  z.strictObject({ template: z.literal('code'), codeId: Id }),
  z.strictObject({ template: z.literal('mail'), outgoingMailId: Id }),
  z.strictObject({ template: z.literal('rule'), runId: Id }),
  z.strictObject({ template: z.literal('notice'), noticeId: Id }),
  z.strictObject({ template: z.literal('callback'), promiseId: Id }),
  z.strictObject({ template: z.literal('webhook_off'), webhookId: Id, reason: z.enum(['gone', 'failing']) }),
  z.strictObject({ template: z.literal('transcript'), ticketId: Id, visitorId: Id, identityId: Id }),
]);
export type LetterContent = z.infer<typeof LetterContent>;

interface Addressed {
  readonly id: string;
  readonly recipient: string;
  readonly content: unknown;
  readonly attempts: number;
}

/** Writes letters, each in the language of its reader. */
@Injectable()
export class Letters {
  constructor(
    private readonly db: Database,
    private readonly links: AccountLinks,
    private readonly settings: SettingsService,
    private readonly answers: AnswerLetters,
    private readonly codes: CodeLetters,
    private readonly transcripts: TranscriptLetters,
    private readonly mails: MailLetters,
    private readonly rules: RuleLetters,
    private readonly callbacks: CallbackLetters,
    private readonly webhooks: WebhookLetters,
    private readonly notices: NoticeLetters,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** @returns null when there is no sense in sending it (any more): the link is used or over, the person gone, no address left, every word recalled */
  async write({ id, recipient, content, attempts }: Addressed): Promise<Letter | null> {
    const letter = LetterContent.parse(content);
    // What leaves a mailbox has an id of its own, which its thread is found by.
    if (letter.template === 'mail') return this.mails.write(letter.outgoingMailId);
    const written = await this.written(recipient, letter);
    // A letter with a code has new digits each time, so that a receiver must not take it for a repeat.
    return written && { messageId: `<${id}${letter.template === 'code' ? `.${attempts}` : ''}@${this.host}>`, ...written };
  }

  private written(recipient: string, letter: Exclude<LetterContent, { template: 'mail' }>): Promise<Omit<Letter, 'messageId'> | null> {
    if (letter.template === 'answer') return this.answers.write(letter.promiseId);
    if (letter.template === 'code') return this.codes.write(letter.codeId);
    if (letter.template === 'transcript') return this.transcripts.write(letter);
    if (letter.template === 'rule') return this.rules.write(recipient, letter.runId);
    if (letter.template === 'notice') return this.notices.write(recipient, letter.noticeId);
    if (letter.template === 'callback') return this.callbacks.write(recipient, letter.promiseId);
    if (letter.template === 'webhook_off') return this.webhooks.write(recipient, letter);
    return this.toStaff(recipient, letter.template, letter.linkId);
  }

  private async toStaff(recipient: string, template: 'invitation' | 'reset', linkId: string): Promise<Omit<Letter, 'messageId'> | null> {
    const link = await this.db.prisma.accountLink.findFirst({
      where: { id: linkId, accountId: recipient, usedAt: null, expiresAt: { gt: this.clock.now() }, account: { deactivatedAt: null } },
      select: { account: { select: { email: true, name: true, locale: true } } },
    });
    if (!link) return null;
    const { organisation, defaultLocale } = await this.settings.current();
    const locale = Locale.safeParse(link.account.locale).data ?? defaultLocale;
    const { subject, text } = TEXTS[locale][template]({ name: link.account.name, organisation, link: this.links.urlOf(template, linkId) });
    return { to: link.account.email, subject, text };
  }

  private get host(): string {
    return new URL(this.env.ownOrigins[0] ?? 'http://localhost').hostname;
  }
}
