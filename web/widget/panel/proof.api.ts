import type { CustomerProof, ProofKind } from '#contracts/proofs.js';
import { type Answer, call } from './api.js';

type Standing = Promise<Answer<{ proof: CustomerProof | null }>>;
const path = (id: string) => `conversations/${id}/proof`;

export const proofApi = {
  begin: (token: string, id: string, kind: ProofKind, address: string): Standing => call('PUT', path(id), token, { kind, address }),
  again: (token: string, id: string): Standing => call('POST', `${path(id)}/code`, token),
  confirm: (token: string, id: string, code: string): Standing => call('POST', `${path(id)}/confirmation`, token, { code }),
  putAside: (token: string, id: string): Standing => call('DELETE', path(id), token),
};
