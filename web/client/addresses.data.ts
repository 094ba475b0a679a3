import type { ProofKind, TicketAddresses } from '#contracts/proofs.js';
import { queryOptions } from '@tanstack/react-query';
import { api, content } from './api.js';
import { Problem } from './problem.js';
import { queryClient } from './query.js';

/** Under the key of what is owed on a ticket: the same pointer makes both stale. */
export const ticketAddressesQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ['promises', ticketId, 'addresses'],
    queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/{id}/addresses', { params: { path: { id: ticketId } }, signal })),
  });

const keep = async (ticketId: string, change: Promise<TicketAddresses>): Promise<Problem | null> => {
  try {
    queryClient.setQueryData(ticketAddressesQuery(ticketId).queryKey, await change);
    return null;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
};
/** Asks the customer to prove an address he gave, or to name one. @returns why it was refused */
export const askForProof = (id: string, kind: ProofKind, address: string | undefined) =>
  keep(id, content(api.POST('/api/v1/tickets/{id}/proof', { params: { path: { id } }, body: { kind, ...(address === undefined ? {} : { address }) } })));
export const takeBackProof = (id: string) => keep(id, content(api.DELETE('/api/v1/tickets/{id}/proof', { params: { path: { id } } })));
