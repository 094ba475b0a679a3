import type { ComponentType } from 'preact';
import type { Talk } from '../state.js';
import { usePanel } from './context.js';
import { useLater } from './later.js';

export interface ProofProps {
  id: string;
  proof: NonNullable<Talk['info']>['proof'];
}

/** The code that proves an address, asked for by staff or by the customer himself; what it takes comes then. */
export function useProofCard(id: string, talk: Talk): ComponentType<ProofProps> | null {
  const { state } = usePanel();
  const wanted = talk.info !== null && (talk.info.proof !== null || state.proving === id);
  return useLater(wanted, async () => (await import('./proof-card.js')).ProofCard);
}
