import { Inject, Injectable } from '@nestjs/common';
import { WidgetSettings } from '#contracts/channels.js';
import { Locale } from '#contracts/common.js';
import { MailLetters } from '../mail/mail-letters.service.js';
import { Database } from '../platform/db.js';
import type { Env } from '../platform/env.js';
import type { Letter } from '../platform/mailer.js';
import { ENV } from '../platform/tokens.js';
import { SettingsService } from '../settings/settings.service.js';
import { quoted, wayBack, withFiles } from './answer-letter.rules.js';
import { TEXTS } from './templates/letter-texts.js';

const MOST_WORDS = 20;

/**
 * The answer to what a visitor left, to the address he left with it. The address is claimed: the letter holds what
 * staff wrote and no more, and its way back opens nothing; the conversation is there for the browser that began it.
 */
@Injectable()
export class AnswerLetters {
  constructor(private readonly db: Database, private readonly settings: SettingsService, private readonly mails: MailLetters, @Inject(ENV) private readonly env: Env) {}

  /** @returns null when no address was left or nothing that was said still stands */
  async write(promiseId: string): Promise<Omit<Letter, 'messageId'> | null> {
    const promise = await this.db.prisma.answerPromise.findUnique({
      where: { id: promiseId },
      select: {
        email: true, kind: true, publicSeq: true, ticketId: true,
        ticket: { select: { number: true, visitor: { select: { locale: true, pageUrl: true, blockedAt: true } }, channel: { select: { settings: true, store: { select: { name: true } } } } } },
      },
    });
    if (!promise?.email || promise.kind === 'callback' || promise.ticket.visitor?.blockedAt) return null;
    const { ticketId, publicSeq, ticket } = promise;
    const words = await this.db.prisma.message.findMany({
      where: { ticketId, publicSeq: { gt: publicSeq }, authorKind: 'agent', internal: false, recalledAt: null },
      orderBy: { staffSeq: 'asc' },
      take: MOST_WORDS,
      select: { id: true, authorName: true, text: true },
    });
    const [first] = words;
    if (!first) return null;
    const { defaultLocale } = await this.settings.current();
    const locale = Locale.safeParse(ticket.visitor?.locale).data ?? defaultLocale;
    const { allowedOrigins } = WidgetSettings.parse(ticket.channel.settings);
    const link = wayBack(ticket.visitor?.pageUrl ?? null, [...allowedOrigins, ...this.env.ownOrigins]);
    const files = await this.db.prisma.file.findMany({ where: { messageId: { in: words.map(({ id }) => id) } }, orderBy: { id: 'asc' }, select: { messageId: true, name: true } });
    const answer = words.map(({ id, text }) => quoted(withFiles(text, files.filter(({ messageId }) => messageId === id).map(({ name }) => name)))).join('\n>\n');
    // Where the shop has a mailbox the visitor may simply reply: he goes on in the same talk.
    const address = await this.mails.replyAddress(ticketId);
    const replyTo = address === null ? {} : { replyTo: { name: ticket.channel.store.name, address } };
    return { to: promise.email, ...replyTo, ...TEXTS[locale].answer({ shop: ticket.channel.store.name, number: ticket.number, name: first.authorName, answer, link, mayReply: address !== null }) };
  }
}
