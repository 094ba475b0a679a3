import type { Prisma } from '#prisma/generated/client.js';

/** What a chat on the live board is shown from. */
export const CHAT_INCLUDE = {
  ticket: {
    select: {
      id: true, number: true, teamId: true, assigneeId: true,
      customer: { select: { name: true } }, visitor: { select: { name: true } },
      team: { select: { id: true, name: true } }, timeline: { select: { waitingSince: true, preview: true } },
    },
  },
} satisfies Prisma.ChatInclude;
export type BoardChat = Prisma.ChatGetPayload<{ include: typeof CHAT_INCLUDE }>;
