import { Inject, Injectable } from '@nestjs/common';
import type { Translation } from '#contracts/translations.js';
import { LanguageTag } from '#contracts/translations.js';
import type { StaffActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Log } from '../platform/log.js';
import { Problem } from '../platform/problem.js';
import { type Translated, TranslationRefusal, Translator } from '../platform/translator.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { TranslationLimit } from './translation.limits.js';

const REST_MS = 10_000;

export interface Made extends Translation {
  readonly messageId: string;
}

/** Translations for the staff: of what a customer wrote, kept with it; and of a reply before it is sent, kept nowhere. */
@Injectable()
export class TranslationsService {
  constructor(
    private readonly db: Database,
    private readonly access: ConversationAccess,
    private readonly translator: Translator,
    private readonly limit: TranslationLimit,
    private readonly log: Log,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * A public message in another language: as it was made before, or made now and handed to `keep`.
   * @throws Problem translation/switched_off, translation/no_text, translation/refused, translation/unavailable, request/too_many
   */
  async ofMessage(actor: StaffActor, ticketId: string, messageId: string, to: string, keep: (made: Made) => Promise<Translation>): Promise<Translation> {
    this.demand();
    await this.access.asStaff(actor, ticketId);
    const message = await this.db.prisma.message.findFirst({ where: { id: messageId, ticketId }, select: { text: true, authorKind: true, recalledAt: true, internal: true } });
    if (!message) throw new Problem('resource/not_found');
    // Notes and what was taken back are nobody's outside; what the staff wrote it can read.
    if (!message.text || message.recalledAt || message.internal || message.authorKind !== 'customer') throw new Problem('translation/no_text');
    const known = await this.db.prisma.messageTranslation.findUnique({ where: { messageId_target: { messageId, target: to } } });
    if (known) return { text: known.text, from: known.fromLanguage, to };
    const made = await this.translate(actor, message.text, to);
    return keep({ messageId, to, ...made });
  }

  /** Keeps the first of several that were made at once; nothing of a message that was taken back meanwhile. */
  async keep(tx: Tx, { messageId, to, text, from }: Made): Promise<Translation> {
    const [message] = await tx.$queryRaw<{ recalledAt: Date | null }[]>`SELECT "recalledAt" FROM "Message" WHERE "id" = ${messageId}::uuid FOR SHARE`;
    if (!message || message.recalledAt) throw new Problem('translation/no_text');
    await tx.messageTranslation.createMany({ data: [{ messageId, target: to, text, fromLanguage: from, createdAt: this.clock.now() }], skipDuplicates: true });
    const kept = await tx.messageTranslation.findUniqueOrThrow({ where: { messageId_target: { messageId, target: to } } });
    return { text: kept.text, from: kept.fromLanguage, to };
  }

  /** A reply in the customer's language, to be read and sent by its writer. @throws Problem translation/language_unknown and those of `ofMessage` */
  async ofReply(actor: StaffActor, ticketId: string, text: string): Promise<Translation> {
    this.demand();
    await this.access.asStaff(actor, ticketId);
    const to = await this.languageOf(ticketId);
    if (to === null) throw new Problem('translation/language_unknown');
    return { to, ...(await this.translate(actor, text, to)) };
  }

  /** What the customer was last found to write in; otherwise what his browser asks for. */
  private async languageOf(ticketId: string): Promise<string | null> {
    const found = await this.db.prisma.messageTranslation.findFirst({
      where: { message: { ticketId, recalledAt: null }, fromLanguage: { not: null } },
      orderBy: { message: { staffSeq: 'desc' } },
      select: { fromLanguage: true },
    });
    const ticket = await this.db.prisma.ticket.findUnique({ where: { id: ticketId }, select: { visitor: { select: { locale: true } } } });
    return LanguageTag.safeParse(found?.fromLanguage ?? ticket?.visitor?.locale).data ?? null;
  }

  private demand(): void {
    if (!this.translator.isSet) throw new Problem('translation/switched_off');
  }

  private async translate(actor: StaffActor, text: string, to: string): Promise<Translated> {
    await this.limit.take(actor.id);
    try {
      const { text: translated, from } = await this.translator.translate(text, to);
      return { text: translated, from: LanguageTag.safeParse(from).data ?? null };
    } catch (fault) {
      if (!(fault instanceof TranslationRefusal)) throw fault;
      this.log.warn({ note: fault.note }, 'the translator refused');
      throw fault.permanent ? new Problem('translation/refused') : new Problem('translation/unavailable', undefined, { retryAfterMs: fault.restMs || REST_MS });
    }
  }
}
