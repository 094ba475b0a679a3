import { Inject, Injectable } from '@nestjs/common';
import type { Import } from '#prisma/generated/client.js';
import { Correspondents } from '../customers/correspondents.service.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { SearchIndexService } from '../search/search-index.service.js';
import type { Portion } from './import-portion.service.js';
import type { Person } from './historic.types.js';
import type { Plan } from './plan.rules.js';
import { rowsOf } from './ticket-rows.rules.js';

/**
 * Writes what was decided: rows alone. No event says that a ticket was opened or a word was said, so nothing follows from
 * it: no letter, no rule, no webhook, no due time, no line of the desk itself.
 */
@Injectable()
export class ImportWriting {
  constructor(private readonly correspondents: Correspondents, private readonly index: SearchIndexService, @Inject(Clock) private readonly clock: Clock) {}

  /** @returns how many tickets were written */
  async write(tx: Tx, held: Import, { looked, staff }: Portion, importedAt = this.clock.now()): Promise<number> {
    const plans = looked.flatMap(({ outcome, ...about }) => ('plan' in outcome ? [{ ...about, plan: outcome.plan }] : []));
    if (plans.length === 0) return 0;
    const channel = await tx.channel.findUniqueOrThrow({ where: { id: held.channelId }, select: { kind: true } });
    const colleague = (email: string | null | undefined) => (email ? staff.get(email) : undefined);
    const accountOf = (email: string | null | undefined) => colleague(email)?.id ?? null;
    const holderOf = (email: string | null | undefined) => (colleague(email)?.holds ? accountOf(email) : null);
    const met = new Map<string, string>();
    const rows = [];
    for (const { plan, externalId } of plans) {
      const visitorId = await this.personOf(tx, held, plan, externalId, channel.kind === 'mailbox', met);
      rows.push(rowsOf(plan, { channelId: held.channelId, teamId: held.teamId, origin: held.origin, externalId, importId: held.id, visitorId, importedAt, accountOf, holderOf }));
    }
    await tx.ticket.createMany({ data: rows.map(({ ticket }) => ticket) });
    await tx.timeline.createMany({ data: rows.map(({ timeline }) => timeline) });
    await tx.message.createMany({ data: rows.flatMap(({ messages }) => messages) });
    await tx.ticketFieldValue.createMany({ data: rows.flatMap(({ fields }) => fields) });
    await tx.importedTicket.createMany({ data: rows.map(({ imported }) => imported) });
    const ids = rows.map(({ ticket }) => ticket.id);
    await this.index.take(tx, rows.flatMap(({ messages }) => messages.map(({ id, text, ticketId }) => ({ id, text, attachments: null, ticketId }))));
    await this.index.know(tx, ids);
    return rows.length;
  }

  /**
   * The one who asked: whoever he is known as at this mailbox, or somebody new. An address in a file is known, not proven,
   * so it joins nobody's customer and lets no browser in.
   */
  private async personOf(tx: Tx, { id: importId, origin, channelId }: Import, { requester, createdAt }: Plan, externalId: string, isMailbox: boolean, met: Map<string, string>): Promise<string | null> {
    if (requester === null) return null;
    const key = keyOf(requester, externalId);
    const before = met.get(key);
    if (before !== undefined) return before;
    const known = await tx.importedPerson.findUnique({ where: { origin_channelId_key: { origin, channelId, key } }, select: { visitorId: true } });
    if (known) met.set(key, known.visitorId);
    if (known) return known.visitorId;
    const { visitorId, made } = await this.correspondents.recall(tx, channelId, { ...requester, knownByAddress: isMailbox }, createdAt);
    await tx.importedPerson.create({ data: { origin, channelId, key, visitorId, importId, made } });
    met.set(key, visitorId);
    return visitorId;
  }
}

/** By what somebody is the same one in another ticket. A name is none: two of the same name must not read as one customer. */
const keyOf = ({ id, email }: Person, externalId: string): string => (email !== null ? `mail:${email}` : id !== null ? `id:${id}` : `of:${externalId}`);
