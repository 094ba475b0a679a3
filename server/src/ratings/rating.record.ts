import type { Prisma } from '#prisma/generated/client.js';

/** What a rating is shown from. */
export const RATING_INCLUDE = {
  ticket: { select: { number: true } },
  agents: { include: { account: { select: { id: true, name: true, pictureUrl: true } } }, orderBy: { replies: 'desc' } },
} satisfies Prisma.RatingInclude;
export type LoadedRating = Prisma.RatingGetPayload<{ include: typeof RATING_INCLUDE }>;
