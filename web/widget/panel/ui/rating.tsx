import type { ComponentType } from 'preact';
import type { Talk } from '../state.js';
import { useLater } from './later.js';

export interface RatingProps {
  id: string;
  /** Grows when another window of the customer has answered. */
  told: number;
}

/** The question's code comes with the first conversation that is over. */
export function useRatingCard(talk: Talk): ComponentType<RatingProps> | null {
  const over = talk.info !== null && talk.info.state !== 'open';
  return useLater(over, async () => (await import('./rating-card.js')).RatingCard);
}
