import { Inject, Injectable } from '@nestjs/common';
import { Locale } from '#contracts/common.js';
import { Database } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import type { Letter } from '../platform/mailer.js';
import { ENV } from '../platform/tokens.js';
import { SettingsService } from '../settings/settings.service.js';
import { TEXTS } from './templates/letter-texts.js';

/** What a rule points a colleague to: which ticket and why, and nothing of what was said there. */
@Injectable()
export class RuleLetters {
  constructor(private readonly db: Database, private readonly settings: SettingsService, @Inject(ENV) private readonly env: Env) {}

  /** @returns null when the person is gone or the ticket done meanwhile */
  async write(accountId: string, runId: string): Promise<Omit<Letter, 'messageId'> | null> {
    const account = await this.db.prisma.account.findFirst({ where: { id: accountId, deactivatedAt: null }, select: { email: true, name: true, locale: true } });
    const run = await this.db.prisma.ruleRun.findUnique({ where: { id: runId }, select: { rule: { select: { name: true } }, ticket: { select: { id: true, number: true, state: true } } } });
    if (!account || !run || run.ticket.state === 'closed') return null;
    const { organisation, defaultLocale } = await this.settings.current();
    const locale = Locale.safeParse(account.locale).data ?? defaultLocale;
    const link = `${this.env.ownOrigins[0] ?? 'http://localhost'}/console/tickets/${run.ticket.id}`;
    return { to: account.email, automatic: 'auto-generated', ...TEXTS[locale].rule({ name: account.name, organisation, rule: run.rule.name, number: run.ticket.number, link }) };
  }
}
