import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Id, Locale } from '#contracts/common.js';
import { AccountLinks } from '../accounts/account-links.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import type { Letter } from '../platform/mailer.js';
import { ENV } from '../platform/tokens.js';
import { SettingsService } from '../settings/settings.service.js';
import { en } from './templates/en.js';
import type { LetterTexts } from './templates/letter.js';
import { zhCN } from './templates/zh-cn.js';
import { zhTW } from './templates/zh-tw.js';

const TEXTS: Record<Locale, LetterTexts> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW };

/** What a delivery keeps of its letter: which one, and the link by id. The secret is computed when it is sent. */
export const LetterContent = z.strictObject({ template: z.enum(['invitation', 'reset']), linkId: Id });
export type LetterContent = z.infer<typeof LetterContent>;

interface Addressed {
  readonly id: string;
  readonly recipient: string;
  readonly content: unknown;
}

/** Writes letters to the people of the staff, each in his own language. */
@Injectable()
export class Letters {
  constructor(
    private readonly db: Database,
    private readonly links: AccountLinks,
    private readonly settings: SettingsService,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** @returns null when there is no sense in sending it any more: the link is used or over, the person gone */
  async write({ id, recipient, content }: Addressed): Promise<Letter | null> {
    const { template, linkId } = LetterContent.parse(content);
    const link = await this.db.prisma.accountLink.findFirst({
      where: { id: linkId, accountId: recipient, usedAt: null, expiresAt: { gt: this.clock.now() }, account: { deactivatedAt: null } },
      select: { account: { select: { email: true, name: true, locale: true } } },
    });
    if (!link) return null;
    const { organisation, defaultLocale } = await this.settings.current();
    const locale = Locale.safeParse(link.account.locale).data ?? defaultLocale;
    const { subject, text } = TEXTS[locale][template]({ name: link.account.name, organisation, link: this.links.urlOf(template, linkId) });
    return { messageId: `<${id}@${this.host}>`, to: link.account.email, subject, text };
  }

  private get host(): string {
    return new URL(this.env.ownOrigins[0] ?? 'http://localhost').hostname;
  }
}
