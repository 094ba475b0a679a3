import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Locale } from '#contracts/common.js';
import type { MailWording, MailWordingChange, SignatureText, TeamSignatures } from '#contracts/mail.js';
import type { MailWording as Row } from '#prisma/generated/client.js';
import type { Actor, StaffActor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database, type Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { filled, signatureOf } from './signature.rules.js';
import { MAIL_WORDS, STANDARD } from './templates/mail-words.js';

type Kind = 'account' | 'team';
interface Place {
  readonly shop: string;
  readonly number: number;
}

/** What our mails say beside what people write in them: signatures, and the organisation's own words. */
@Injectable()
export class MailTexts {
  constructor(private readonly db: Database, private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  async ownSignature(actor: StaffActor): Promise<z.infer<typeof SignatureText>> {
    return { text: await this.signature(actor.id) };
  }

  async teamSignatures(): Promise<z.infer<typeof TeamSignatures>> {
    const [teams, rows] = await Promise.all([this.db.prisma.team.findMany({ orderBy: { name: 'asc' }, select: { id: true, name: true } }), this.db.prisma.mailSignature.findMany({ where: { ownerKind: 'team' } })]);
    return { items: teams.map((team) => ({ team, text: rows.find(({ ownerId }) => ownerId === team.id)?.text ?? '' })) };
  }

  async signAs(tx: Tx, actor: StaffActor, text: string): Promise<z.infer<typeof SignatureText>> {
    return this.sign(tx, actor, { ownerId: actor.id, ownerKind: 'account', text });
  }

  /** @throws Problem resource/not_found */
  async signForTeam(tx: Tx, actor: Actor, teamId: string, text: string): Promise<z.infer<typeof SignatureText>> {
    if ((await tx.team.count({ where: { id: teamId } })) === 0) throw new Problem('resource/not_found');
    return this.sign(tx, actor, { ownerId: teamId, ownerKind: 'team', text });
  }

  async wordings(): Promise<{ items: MailWording[] }> {
    const rows = await this.db.prisma.mailWording.findMany();
    return { items: Locale.options.map((locale) => present(locale, rows.find((row) => row.locale === locale))) };
  }

  /** @throws Problem request/stale */
  async reword(tx: Tx, actor: Actor, locale: Locale, change: z.infer<typeof MailWordingChange>, version: number | null): Promise<MailWording> {
    // Two first changes take turns.
    await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${locale}, 8))) turn`;
    const before = await tx.mailWording.findUnique({ where: { locale } });
    if (version !== null && version !== (before?.version ?? 0)) throw new Problem('request/stale');
    const row = await tx.mailWording.upsert({ where: { locale }, create: { locale, ...change }, update: { ...change, version: { increment: 1 } } });
    await this.events.record(tx, actor, 'mail_wording.changed', newId(), { locale, version: row.version });
    return present(locale, row);
  }

  /** What stands under a mail of a ticket. @param writerId null where nobody wrote it */
  async under({ writerId, teamId, mailbox }: { readonly writerId: string | null; readonly teamId: string | null; readonly mailbox: string }): Promise<string> {
    return signatureOf({ own: writerId === null ? '' : await this.signature(writerId), team: teamId === null ? '' : await this.signature(teamId), mailbox });
  }

  async subject(locale: Locale, place: Place): Promise<string> {
    const own = (await this.db.prisma.mailWording.findUnique({ where: { locale } }))?.subject;
    return own ? filled(own, place) : MAIL_WORDS[locale].subject(place);
  }

  async receipt(locale: Locale, place: Place): Promise<string> {
    const own = (await this.db.prisma.mailWording.findUnique({ where: { locale } }))?.receipt;
    return own ? filled(own, place) : MAIL_WORDS[locale].receipt(place);
  }

  private async signature(ownerId: string): Promise<string> {
    return (await this.db.prisma.mailSignature.findUnique({ where: { ownerId } }))?.text ?? '';
  }

  private async sign(tx: Tx, actor: Actor, { ownerId, ownerKind, text }: { readonly ownerId: string; readonly ownerKind: Kind; readonly text: string }): Promise<z.infer<typeof SignatureText>> {
    const said = { text, updatedAt: this.clock.now() };
    await tx.mailSignature.upsert({ where: { ownerId }, create: { ownerId, ownerKind, ...said }, update: said });
    await this.events.record(tx, actor, 'mail_signature.changed', ownerId, { ownerId });
    return { text };
  }
}

const present = (locale: Locale, row: Row | undefined): MailWording => ({ locale, subject: row?.subject ?? null, receipt: row?.receipt ?? null, standard: STANDARD[locale], version: row?.version ?? 0 });
