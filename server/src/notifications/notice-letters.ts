import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod';
import { Locale } from '#contracts/common.js';
import { NoticeKind } from '#contracts/followers.js';
import { ReadersService } from '../accounts/readers.service.js';
import { Database } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import type { Letter } from '../platform/mailer.js';
import { ENV } from '../platform/tokens.js';
import { SettingsService } from '../settings/settings.service.js';
import { TEXTS } from './templates/letter-texts.js';

/** What a person has chosen of these letters, beside his other preferences; nothing chosen: they are sent. */
const Wanted = z.object({ noticeLetters: z.boolean().default(true) });

/** Who pointed somebody to which ticket while he was away, and nothing of what was said there. */
@Injectable()
export class NoticeLetters {
  constructor(private readonly db: Database, private readonly readers: ReadersService, private readonly settings: SettingsService, @Inject(ENV) private readonly env: Env) {}

  /** @returns null when the person is gone, may not read the ticket, wants no such letters, has looked meanwhile, the note was recalled, or the ticket is somebody else's */
  async write(accountId: string, noticeId: string): Promise<Omit<Letter, 'messageId'> | null> {
    const notice = await this.db.prisma.notice.findFirst({
      where: { id: noticeId, accountId, seenAt: null },
      select: { kind: true, byId: true, messageId: true, because: true, account: { select: { email: true, name: true, locale: true, preferences: true } }, ticket: { select: { id: true, number: true, teamId: true, assigneeId: true } } },
    });
    if (!notice || Wanted.safeParse(notice.account.preferences).data?.noticeLetters === false) return null;
    const { account, ticket, messageId } = notice;
    if (messageId !== null && (await this.db.prisma.message.count({ where: { id: messageId, recalledAt: null } })) === 0) return null;
    if (notice.kind === 'assigned' && ticket.assigneeId !== accountId) return null;
    if ((await this.readers.of(this.db.prisma, ticket, [accountId])).length === 0) return null;
    const rule = notice.because === 'rule' ? await this.db.prisma.rule.findUnique({ where: { id: notice.byId }, select: { name: true } }) : null;
    const by = notice.because === null ? await this.db.prisma.account.findUnique({ where: { id: notice.byId }, select: { name: true } }) : null;
    const { organisation, defaultLocale } = await this.settings.current();
    const locale = Locale.safeParse(account.locale).data ?? defaultLocale;
    const link = `${this.env.ownOrigins[0] ?? 'http://localhost'}/console/tickets/${ticket.id}`;
    const { subject, text } = TEXTS[locale].notice({ name: account.name, organisation, by: by?.name ?? organisation, rule: rule?.name ?? null, alone: notice.because !== null, kind: NoticeKind.parse(notice.kind), number: ticket.number, link });
    return { to: account.email, automatic: 'auto-generated', subject, text };
  }
}
