import { Injectable } from '@nestjs/common';
import type { CallDirection, CallResult } from '#contracts/promises.js';
import type { StaffActor } from '../platform/actor.js';
import type { Tx } from '../platform/db.js';
import { newId } from '../platform/ids.js';
import { Problem } from '../platform/problem.js';
import { ConversationService } from '../tickets/conversation.service.js';
import { TimelineService } from '../tickets/timeline.service.js';

interface Told {
  readonly direction: CallDirection;
  readonly result: CallResult;
  readonly note: string;
}

/** What a call leaves in the timeline, for the staff alone: a line that tells of it, and what was noted as a note. */
@Injectable()
export class CallEntries {
  constructor(private readonly timelines: TimelineService, private readonly conversations: ConversationService) {}

  /** @returns the line, the head of the public stream, and the note if there is one @throws Problem ticket/closed, permission/missing for a note */
  async write(tx: Tx, actor: StaffActor, ticketId: string, { direction, result, note }: Told): Promise<{ lineId: string; publicSeq: number; noteId: string | null }> {
    const [lineId] = await this.timelines.append(tx, actor, ticketId, [{ code: 'call.recorded', data: { direction, result, name: actor.name } }]);
    if (lineId === undefined) throw new Problem('ticket/closed');
    const { publicHead } = await tx.timeline.findUniqueOrThrow({ where: { ticketId }, select: { publicHead: true } });
    return { lineId, publicSeq: publicHead, noteId: note.trim() === '' ? null : await this.noted(tx, actor, ticketId, note) };
  }

  private async noted(tx: Tx, actor: StaffActor, ticketId: string, text: string): Promise<string> {
    const clientMessageId = newId();
    await this.conversations.sayAsStaff(tx, actor, ticketId, { clientMessageId, text, internal: true });
    return (await tx.message.findUniqueOrThrow({ where: { senderId_clientMessageId: { senderId: actor.id, clientMessageId } }, select: { id: true } })).id;
  }
}
