import type { Prisma } from '#prisma/generated/client.js';

/** The proof that waits on a ticket, with its newest code: all that its customer is shown. */
export const OPEN_PROOF = {
  where: { state: 'open' },
  orderBy: { id: 'desc' },
  take: 1,
  include: { codes: { orderBy: { id: 'desc' }, take: 1 } },
} satisfies Prisma.Ticket$proofsArgs;
export type OpenProof = Prisma.AddressProofGetPayload<{ include: (typeof OPEN_PROOF)['include'] }>;
