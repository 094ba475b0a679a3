import { type Outgoing, OutgoingKind, OutgoingState, ReturnReason } from '#contracts/outgoing.js';
import type { File, Outgoing as Row } from '#prisma/generated/client.js';
import { presentAttachment } from '../files/file.present.js';
import type { Actor } from '../platform/actor.js';
import { abilities } from './outgoing.policy.js';

export type WithAuthor = Row & { readonly account: { readonly id: string; readonly name: string; readonly pictureUrl: string | null } };

export const presentOutgoing = (actor: Actor, row: WithAuthor, files: readonly File[]): Outgoing => ({
  id: row.id,
  ticketId: row.ticketId,
  author: { id: row.account.id, name: row.account.name, pictureUrl: row.account.pictureUrl },
  clientMessageId: row.clientMessageId,
  text: row.text,
  attachments: row.fileIds.flatMap((id) => files.filter((file) => file.id === id).map(presentAttachment)),
  kind: OutgoingKind.parse(row.kind),
  dueAt: row.dueAt.toISOString(),
  state: OutgoingState.parse(row.state),
  reason: row.reason === null ? null : ReturnReason.parse(row.reason),
  messageId: row.messageId,
  createdAt: row.createdAt.toISOString(),
  version: row.version,
  can: abilities(actor, row),
});
