import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { Mention } from '#contracts/messages.js';
import { ReadersService } from '../accounts/readers.service.js';
import type { Actor } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { Events } from '../platform/events/events.js';
import { Problem } from '../platform/problem.js';
import type { NewMessage, Written } from './message-writer.service.js';

/** Notes that mention colleagues: who is meant stands with the note, and an event tells whom to point to it. */
@Injectable()
export class NoteMentions {
  constructor(private readonly readers: ReadersService, private readonly events: Events) {}

  /**
   * Writes a note together with whom it mentions, if anybody.
   * @param put writes the note itself. @throws Problem mention/out_of_reach { accountIds }: they are gone, or may not read this ticket
   */
  async write(tx: Tx, actor: Actor, note: NewMessage, mentionIds: readonly string[], put: (note: NewMessage) => Promise<Written | undefined>): Promise<Written | undefined> {
    if (mentionIds.length === 0) return put(note);
    // A repeat gets its first answer, whatever has become of those people since.
    const known = await tx.message.count({ where: { senderId: note.senderId, clientMessageId: note.clientMessageId } });
    if (known > 0) return put(note);
    const mentions = await this.named(tx, note.ticketId, [...new Set(mentionIds)]);
    const written = await put({ ...note, mentions });
    if (written?.outcome !== 'posted') return written;
    await tx.message.update({ where: { id: written.message.id }, data: { mentions: mentions.map((one) => ({ ...one })) } });
    await this.events.record(tx, actor, 'note.mentioned', note.ticketId, { ticketId: note.ticketId, messageId: written.message.id, accountIds: mentions.map(({ id }) => id) });
    return written;
  }

  /** A repeat that mentions others is no repeat. @throws Problem message/id_reused */
  async demandSame(tx: Pick<Tx, 'message'>, messageId: string, mentionIds: readonly string[]): Promise<void> {
    const { mentions } = await tx.message.findUniqueOrThrow({ where: { id: messageId }, select: { mentions: true } });
    const first = new Set(mentions === null ? [] : z.array(Mention).parse(mentions).map(({ id }) => id));
    const again = new Set(mentionIds);
    if (first.size !== again.size || [...again].some((id) => !first.has(id))) throw new Problem('message/id_reused');
  }

  private async named(tx: Tx, ticketId: string, ids: readonly string[]): Promise<Mention[]> {
    const place = await tx.ticket.findUnique({ where: { id: ticketId }, select: { teamId: true, assigneeId: true } });
    if (!place) throw new Problem('conversation/not_found');
    const found = await this.readers.of(tx, place, ids);
    const missing = ids.filter((id) => !found.some((person) => person.id === id));
    if (missing.length > 0) throw new Problem('mention/out_of_reach', { accountIds: missing });
    return found.map(({ id, name }) => ({ id, name }));
  }
}
