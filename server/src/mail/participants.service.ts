import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { type Participant, type ParticipantDraft, ParticipantState } from '#contracts/mail.js';
import type { TicketParticipant } from '#prisma/generated/client.js';
import { addressFor, wordsFor } from '../customers/contact.policy.js';
import { Correspondents } from '../customers/correspondents.service.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { ConversationAccess } from '../tickets/conversation-access.service.js';
import { isOurs, MOST_PARTICIPANTS, namedBeside } from './participant.rules.js';

interface Named {
  readonly ticketId: string;
  readonly others: readonly { readonly address: string; readonly name: string }[];
  /** Under which the requester is known. */
  readonly requester: readonly string[];
}

/** Who takes part in a ticket beside its requester. Nobody does by his own mail, and nobody gets an answer before the staff included him. */
@Injectable()
export class Participants {
  constructor(private readonly access: ConversationAccess, private readonly correspondents: Correspondents, private readonly events: Events, @Inject(Clock) private readonly clock: Clock) {}

  /** The requester wrote to them too. Whom the staff removed stays removed. */
  async noteNamed(tx: Tx, actor: Actor, { ticketId, others, requester }: Named): Promise<void> {
    if (others.length === 0) return;
    const named = namedBeside(others, requester, await this.mailboxes(tx));
    const known = await tx.ticketParticipant.findMany({ where: { ticketId }, select: { address: true } });
    const fresh = named.filter(({ address }) => !known.some((one) => one.address === address)).slice(0, Math.max(0, MOST_PARTICIPANTS - known.length));
    for (const { address, name } of fresh) {
      const [id, now] = [newId(), this.clock.now()];
      const { count } = await tx.ticketParticipant.createMany({ data: [{ id, ticketId, address, name, state: 'named', createdAt: now, changedAt: now }], skipDuplicates: true });
      if (count > 0) await this.events.record(tx, actor, 'participant.named', id, { participantId: id, ticketId });
    }
  }

  /** Answers go there from now on. @throws Problem conversation/not_found, participant/own_address, participant/too_many */
  async include(tx: Tx, actor: Actor, ticketId: string, { address, name }: z.infer<typeof ParticipantDraft>): Promise<z.infer<typeof Participant>> {
    await this.access.asStaffIn(tx, actor, ticketId);
    // Two who add take turns, so that they stay within the limit.
    await tx.$queryRaw`SELECT 1 FROM "Ticket" WHERE "id" = ${ticketId}::uuid FOR NO KEY UPDATE`;
    if ((await this.correspondents.addressesOf(tx, ticketId)).includes(address) || isOurs(address, await this.mailboxes(tx))) throw new Problem('participant/own_address');
    const known = await tx.ticketParticipant.findUnique({ where: { ticketId_address: { ticketId, address } } });
    if (known?.state === 'included') return presentParticipant(actor, known);
    if ((await tx.ticketParticipant.count({ where: { ticketId, state: 'included' } })) >= MOST_PARTICIPANTS) throw new Problem('participant/too_many');
    const [id, now] = [known?.id ?? newId(), this.clock.now()];
    const said = { state: 'included', changedAt: now, ...(name === undefined ? {} : { name }) };
    const row = await tx.ticketParticipant.upsert({ where: { id }, create: { id, ticketId, address, createdAt: now, ...said }, update: said });
    await this.events.record(tx, actor, 'participant.included', id, { participantId: id, ticketId });
    return presentParticipant(actor, row);
  }

  /** Gone from the ticket, also when the requester names him again. @throws Problem conversation/not_found, resource/not_found */
  async remove(tx: Tx, actor: Actor, ticketId: string, id: string): Promise<{ ok: true }> {
    await this.access.asStaffIn(tx, actor, ticketId);
    if ((await tx.ticketParticipant.count({ where: { id, ticketId } })) === 0) throw new Problem('resource/not_found');
    const { count } = await tx.ticketParticipant.updateMany({ where: { id, ticketId, state: { not: 'removed' } }, data: { state: 'removed', changedAt: this.clock.now() } });
    if (count > 0) await this.events.record(tx, actor, 'participant.removed', id, { participantId: id, ticketId });
    return { ok: true };
  }

  private async mailboxes(tx: Tx): Promise<string[]> {
    return (await tx.channel.findMany({ where: { kind: 'mailbox' }, select: { key: true } })).map(({ key }) => key.toLowerCase());
  }
}

export const presentParticipant = (actor: Actor, { id, address, name, state }: TicketParticipant): z.infer<typeof Participant> => ({ id, address: addressFor(actor, address), name: wordsFor(actor, name), state: ParticipantState.parse(state) });
