import { Inject, Injectable } from '@nestjs/common';
import { Locale } from '#contracts/common.js';
import { Database } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import type { Letter } from '../platform/mailer.js';
import { ENV } from '../platform/tokens.js';
import { SettingsService } from '../settings/settings.service.js';
import { TEXTS } from './templates/letter-texts.js';

/** Tells those who look after webhooks that one was switched off. */
@Injectable()
export class WebhookLetters {
  constructor(private readonly db: Database, private readonly settings: SettingsService, @Inject(ENV) private readonly env: Env) {}

  /** @returns null when the person is gone, or the endpoint is, or is on again */
  async write(accountId: string, { webhookId, reason }: { webhookId: string; reason: 'gone' | 'failing' }): Promise<Omit<Letter, 'messageId'> | null> {
    const [account, webhook] = await Promise.all([
      this.db.prisma.account.findFirst({ where: { id: accountId, deactivatedAt: null }, select: { email: true, name: true, locale: true } }),
      this.db.prisma.webhookEndpoint.findFirst({ where: { id: webhookId, offReason: reason }, select: { url: true, description: true } }),
    ]);
    if (!account || !webhook) return null;
    const { organisation, defaultLocale } = await this.settings.current();
    const locale = Locale.safeParse(account.locale).data ?? defaultLocale;
    const link = `${this.env.ownOrigins[0] ?? ''}/console/webhooks`;
    // Its address may hold a secret of the other side: the name people gave it, or else the machine, is enough.
    const endpoint = webhook.description || new URL(webhook.url).host;
    return { to: account.email, ...TEXTS[locale].webhookOff({ name: account.name, organisation, endpoint, reason, link }) };
  }
}
