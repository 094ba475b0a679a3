import { Injectable } from '@nestjs/common';
import { Locale } from '#contracts/common.js';
import { Database } from '../platform/db.js';
import type { Letter } from '../platform/mailer.js';
import { ProofCodes } from '../proofs/proof-codes.js';
import { SettingsService } from '../settings/settings.service.js';
import { TEXTS } from './templates/letter-texts.js';

interface Code {
  readonly address: string;
  readonly locale: Locale;
  readonly shop: string;
  readonly code: string;
}

/** The code that proves an address, in the language of who asked for it and in the shop's name. */
@Injectable()
export class CodeLetters {
  constructor(private readonly db: Database, private readonly settings: SettingsService, private readonly codes: ProofCodes) {}

  /** @returns null when the code has lost its sense */
  async write(codeId: string): Promise<Omit<Letter, 'messageId'> | null> {
    const made = await this.make(codeId);
    return made && { to: made.address, ...TEXTS[made.locale].code(made) };
  }

  /** From here on the digits of an earlier letter are over. */
  async make(codeId: string): Promise<Code | null> {
    const minted = await this.codes.mint(codeId);
    if (!minted) return null;
    const { visitor, channel } = await this.db.prisma.ticket.findUniqueOrThrow({
      where: { id: minted.ticketId },
      select: { visitor: { select: { locale: true } }, channel: { select: { store: { select: { name: true } } } } },
    });
    const { defaultLocale } = await this.settings.current();
    return { ...minted, locale: Locale.safeParse(visitor?.locale).data ?? defaultLocale, shop: channel.store.name };
  }
}
