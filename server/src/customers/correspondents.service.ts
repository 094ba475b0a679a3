import { Inject, Injectable } from '@nestjs/common';
import type { Visitor } from '#prisma/generated/client.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { hashSecret, newId, newSecret } from '../platform/ids.js';
import { VISITOR_PREFIX } from './visitor.rules.js';

const MOST_ALIKE = 100;

/** People who write from outside, known by an address that they claim. */
@Injectable()
export class Correspondents {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** The one who writes to a way in under an address. His token is made and told to nobody: he has no browser here. */
  async admit(tx: Tx, channelId: string, { address, name, locale }: { address: string; name: string; locale: string | null }): Promise<Visitor> {
    // Two first mails of one person take turns.
    await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${`${channelId} ${address}`}, 5))) turn`;
    const lastSeenAt = this.clock.now();
    const known = await tx.visitor.findFirst({ where: { channelId, email: address, spoken: false }, orderBy: { id: 'asc' } });
    if (known) return tx.visitor.update({ where: { id: known.id }, data: { lastSeenAt, ...(known.name === null && name !== '' ? { name } : {}), ...(known.locale === null ? { locale } : {}) } });
    return tx.visitor.create({
      data: { id: newId(), tokenHash: hashSecret(newSecret(VISITOR_PREFIX)), channelId, email: address, name: name === '' ? null : name, locale, createdAt: lastSeenAt, lastSeenAt },
    });
  }

  /**
   * Somebody of earlier days, who wrote then and not now: nothing says that he was seen.
   * @param knownByAddress whether this way in knows people by the address they write from
   * @param at since when he is known
   */
  async recall(tx: Tx, channelId: string, { email, name, knownByAddress }: { email: string | null; name: string | null; knownByAddress: boolean }, at: Date): Promise<{ visitorId: string; made: boolean }> {
    if (knownByAddress && email !== null) {
      await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${`${channelId} ${email}`}, 5))) turn`;
      const known = await tx.visitor.findFirst({ where: { channelId, email, spoken: false }, orderBy: { id: 'asc' }, select: { id: true } });
      if (known) return { visitorId: known.id, made: false };
    }
    const { id } = await tx.visitor.create({ data: { id: newId(), tokenHash: hashSecret(newSecret(VISITOR_PREFIX)), channelId, email, name, createdAt: at, lastSeenAt: at } });
    return { visitorId: id, made: true };
  }

  /** Somebody whom staff names, without a browser and new each time: an address that was only told recognises nobody, now or later. */
  meet(tx: Tx, channelId: string, { name, email }: { name: string | null; email: string | null }): Promise<Visitor> {
    const now = this.clock.now();
    return tx.visitor.create({ data: { id: newId(), tokenHash: hashSecret(newSecret(VISITOR_PREFIX)), channelId, name, email, spoken: email !== null, createdAt: now, lastSeenAt: now } });
  }

  /**
   * The latest who ever gave this address: browsers, and people at mailboxes. Asked by the index of channels and addresses, before
   * anything is asked of their tickets: beside other conditions an address would have all tickets read.
   */
  async alike(tx: Tx, email: string): Promise<string[]> {
    const channels = await tx.channel.findMany({ select: { id: true } });
    const found = await tx.visitor.findMany({ where: { channelId: { in: channels.map(({ id }) => id) }, email }, select: { id: true }, orderBy: { id: 'desc' }, take: MOST_ALIKE });
    return found.map(({ id }) => id);
  }

  /** Every address under which the requester of a ticket is known, in small letters: said by himself, or kept with the customer he is. */
  async addressesOf(tx: Tx, ticketId: string): Promise<string[]> {
    const select = { visitor: { select: { email: true } }, customer: { select: { identities: { where: { kind: 'email' }, select: { value: true } } } } } as const;
    const { visitor, customer } = await tx.ticket.findUniqueOrThrow({ where: { id: ticketId }, select });
    return [...(visitor?.email ? [visitor.email] : []), ...(customer?.identities ?? []).map(({ value }) => value)].map((address) => address.toLowerCase());
  }
}
