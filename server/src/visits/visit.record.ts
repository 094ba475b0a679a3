import type { Prisma } from '#prisma/generated/client.js';

/** What a visit is shown from. */
export const VISIT_INCLUDE = {
  channel: { select: { teamId: true, store: { select: { name: true } } } },
  visitor: {
    select: {
      name: true, verified: true, zone: true, demo: true,
      tickets: {
        where: { chats: { some: { state: { not: 'ended' } } } },
        select: { id: true, number: true, chats: { where: { state: { not: 'ended' } }, select: { state: true, agentId: true } }, assignee: { select: { name: true } } },
        orderBy: { id: 'desc' },
        take: 1,
      },
    },
  },
  customer: { select: { name: true, zone: true } },
  pages: { orderBy: { id: 'desc' }, take: 1 },
  invites: { orderBy: { id: 'desc' }, include: { account: { select: { id: true, name: true, pictureUrl: true } } } },
} satisfies Prisma.VisitInclude;
export type LoadedVisit = Prisma.VisitGetPayload<{ include: typeof VISIT_INCLUDE }>;
