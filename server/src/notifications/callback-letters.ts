import { Inject, Injectable } from '@nestjs/common';
import { Locale } from '#contracts/common.js';
import { Database } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import type { Letter } from '../platform/mailer.js';
import { ENV } from '../platform/tokens.js';
import { CallbackOwner } from '../promises/callback-owner.service.js';
import { SettingsService } from '../settings/settings.service.js';
import { TEXTS } from './templates/letter-texts.js';

/** That a call is owed: which ticket and by when, and nothing of whom to call or what was said. */
@Injectable()
export class CallbackLetters {
  constructor(private readonly db: Database, private readonly settings: SettingsService, private readonly owners: CallbackOwner, @Inject(ENV) private readonly env: Env) {}

  /** @returns null when the person is gone, the call made or dropped, or somebody else's meanwhile */
  async write(accountId: string, promiseId: string): Promise<Omit<Letter, 'messageId'> | null> {
    const account = await this.db.prisma.account.findFirst({ where: { id: accountId, deactivatedAt: null }, select: { email: true, name: true, locale: true } });
    const promise = await this.db.prisma.answerPromise.findFirst({
      where: { id: promiseId, state: { in: ['open', 'broken'] } },
      select: { dueAt: true, callback: { select: { ownerId: true } }, team: { select: { calendar: { select: { zone: true } } } }, ticket: { select: { id: true, number: true, teamId: true, assigneeId: true } } },
    });
    if (!account || !promise?.dueAt || (await this.owners.whoCalls(this.db.prisma, promise.callback?.ownerId ?? null, promise.ticket)) !== accountId) return null;
    const { organisation, defaultLocale } = await this.settings.current();
    const locale = Locale.safeParse(account.locale).data ?? defaultLocale;
    const zone = promise.team?.calendar?.zone ?? 'UTC';
    const when = new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' }).format(promise.dueAt);
    const link = `${this.env.ownOrigins[0] ?? 'http://localhost'}/console/tickets/${promise.ticket.id}`;
    return { to: account.email, automatic: 'auto-generated', ...TEXTS[locale].callback({ name: account.name, organisation, number: promise.ticket.number, when: `${when} (${zone})`, link }) };
  }
}
