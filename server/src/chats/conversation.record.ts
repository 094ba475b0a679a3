import { OPEN_PROOF } from '../proofs/proof.record.js';
import type { Prisma } from '#prisma/generated/client.js';

/** What a conversation is shown from. */
export const INCLUDE = {
  timeline: true,
  assignee: { select: { id: true, name: true, pictureUrl: true } },
  promises: { where: { state: { in: ['open', 'broken'] } }, orderBy: { dueAt: { sort: 'asc', nulls: 'last' } }, include: { callback: true }, take: 1 },
  proofs: OPEN_PROOF,
  chats: { orderBy: { id: 'desc' }, take: 1 },
} satisfies Prisma.TicketInclude;
export type LoadedConversation = Prisma.TicketGetPayload<{ include: typeof INCLUDE }>;
