import { type CustomerProof, ProofKind } from '#contracts/proofs.js';
import { masked } from '../customers/contact.rules.js';
import type { OpenProof } from './proof.record.js';
import { MOST_TRIES, PAUSE_MS } from './proof.rules.js';

/** What a customer sees of it: never the whole address, which somebody else may have typed. */
export function presentProof({ id, kind, address, askedById, codes }: OpenProof): CustomerProof {
  const [code] = codes;
  return {
    id,
    kind: ProofKind.parse(kind),
    to: address === null ? null : masked(kind, address),
    by: askedById === null ? 'self' : 'staff',
    resendAt: code ? new Date(code.createdAt.getTime() + PAUSE_MS).toISOString() : null,
    triesLeft: code ? Math.max(0, MOST_TRIES - code.tries) : null,
  };
}
