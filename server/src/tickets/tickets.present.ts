import type { ChannelKind, ChatState, DueKind, TicketPriority, TicketRow, TicketState, TicketType } from '#contracts/tickets.js';
import type { PromiseKind, Severity } from '#contracts/promises.js';
import type { AuthorKind } from '#contracts/messages.js';
import { wordsFor } from '../customers/contact.policy.js';
import type { Actor } from '../platform/actor.js';

/** A row of the list statement. */
export interface TicketRowRecord {
  readonly id: string;
  readonly number: number;
  readonly state: TicketState;
  readonly subject: string | null;
  readonly priority: TicketPriority;
  readonly type: TicketType;
  readonly tags: readonly string[];
  readonly snoozedUntil: Date | null;
  readonly channelKind: ChannelKind;
  readonly version: number;
  readonly teamId: string | null;
  readonly teamName: string | null;
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
  readonly assigneePicture: string | null;
  readonly visitorId: string | null;
  readonly customerName: string | null;
  readonly verified: boolean;
  readonly demo: boolean;
  readonly waitingSince: Date | null;
  readonly lastMessageAt: Date;
  readonly preview: string | null;
  readonly previewFiles: 'picture' | 'file' | null;
  readonly previewBy: AuthorKind | null;
  readonly unread: number;
  readonly chatId: string | null;
  readonly chatState: ChatState | null;
  readonly offeredToId: string | null;
  readonly offerExpiresAt: Date | null;
  readonly promiseId: string | null;
  readonly promiseKind: PromiseKind | null;
  readonly promiseState: 'open' | 'broken' | null;
  readonly dueAt: Date | null;
  readonly warnAt: Date | null;
  readonly clockKind: DueKind | null;
  readonly clockState: 'running' | 'paused' | null;
  readonly clockDueAt: Date | null;
  readonly clockWarnAt: Date | null;
  readonly clockBreached: boolean | null;
  readonly clockLeft: number | null;
  readonly severity: Severity | null;
  readonly draft: boolean;
}

/** As this person may see it. */
export const presentRow = (row: TicketRowRecord, reader: Pick<Actor, 'id' | 'permissions'>, online: boolean): TicketRow => ({
  id: row.id,
  number: row.number,
  state: row.state,
  subject: row.subject,
  priority: row.priority,
  type: row.type,
  tags: [...row.tags],
  snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
  channelKind: row.channelKind,
  customer: { name: wordsFor(reader, row.customerName ?? ''), verified: row.verified, online, demo: row.demo },
  assignee: row.assigneeId ? { id: row.assigneeId, name: row.assigneeName ?? '', pictureUrl: row.assigneePicture } : null,
  team: row.teamId ? { id: row.teamId, name: row.teamName ?? '' } : null,
  waitingSince: row.waitingSince?.toISOString() ?? null,
  lastMessageAt: row.lastMessageAt.toISOString(),
  preview: row.previewBy === null || (row.preview === null && row.previewFiles === null) ? null : { text: row.preview ?? '', files: row.preview === null ? row.previewFiles : null, by: row.previewBy },
  unread: row.unread,
  chat:
    row.chatId && row.chatState
      ? { id: row.chatId, state: row.chatState, offeredToMe: row.offeredToId !== null && row.offeredToId === reader.id, offerExpiresAt: row.offerExpiresAt?.toISOString() ?? null }
      : null,
  promise:
    row.promiseId && row.promiseKind && row.promiseState
      ? { id: row.promiseId, kind: row.promiseKind, state: row.promiseState, dueAt: row.dueAt?.toISOString() ?? null, warnAt: row.warnAt?.toISOString() ?? null }
      : null,
  due:
    row.clockKind && row.clockState
      ? { kind: row.clockKind, state: row.clockState, dueAt: row.clockDueAt?.toISOString() ?? null, warnAt: row.clockWarnAt?.toISOString() ?? null, breached: row.clockBreached ?? false, leftSeconds: row.clockLeft ?? 0 }
      : null,
  complaint: row.severity,
  draft: row.draft,
  version: row.version,
});
