import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Locale } from '#contracts/common.js';
import { Database } from '../platform/db.js';
import type { Letter } from '../platform/mailer.js';
import { SettingsService } from '../settings/settings.service.js';
import { TranscriptsService } from '../transcripts/transcripts.service.js';
import { TEXTS } from './templates/letter-texts.js';

/** What mail servers commonly take; the chat has the rest. */
const MOST_CHARACTERS = 4_000_000;

/** A talk to a proven address of who had it. */
@Injectable()
export class TranscriptLetters {
  constructor(private readonly db: Database, private readonly settings: SettingsService, private readonly transcripts: TranscriptsService) {}

  /** @returns null when the address is not his any more, or he is blocked */
  async write({ ticketId, visitorId, identityId }: { ticketId: string; visitorId: string; identityId: string }): Promise<Omit<Letter, 'messageId'> | null> {
    const visitor = await this.db.prisma.visitor.findFirst({
      where: { id: visitorId, blockedAt: null, customer: { identities: { some: { id: identityId, proof: { not: 'claimed' } } } } },
      select: { locale: true, zone: true, customerId: true, customer: { select: { identities: { where: { id: identityId }, select: { value: true } } } } },
    });
    const to = visitor?.customer?.identities[0]?.value;
    const ticket = visitor && (await this.db.prisma.ticket.findFirst({
      where: { id: ticketId, OR: [{ visitorId }, ...(visitor.customerId ? [{ customerId: visitor.customerId }] : [])] },
      select: { number: true, channel: { select: { store: { select: { name: true } } } } },
    }));
    if (!to || !ticket) return null;
    const { defaultLocale } = await this.settings.current();
    const locale = Locale.safeParse(visitor.locale).data ?? defaultLocale;
    const { name, type, pieces } = await this.transcripts.compose(ticketId, { format: 'html', locale, zone: visitor.zone, stream: 'public', most: MOST_CHARACTERS });
    const { subject, text } = TEXTS[locale].transcript({ shop: ticket.channel.store.name, number: ticket.number });
    return { to, subject, text, attachments: [{ filename: name, contentType: type, content: Readable.from(pieces, { objectMode: false }) }] };
  }
}
