import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Talk } from '../state.js';

export interface RatingProps {
  id: string;
  /** Grows when another window of the customer has answered. */
  told: number;
}

/** The question's code comes with the first conversation that is over. */
export function useRatingCard(talk: Talk): ComponentType<RatingProps> | null {
  const [loaded, setLoaded] = useState<{ Card: ComponentType<RatingProps> } | null>(null);
  const over = talk.info !== null && talk.info.state !== 'open';
  useEffect(() => {
    if (over && !loaded) void import('./rating-card.js').then(({ RatingCard }) => setLoaded({ Card: RatingCard }));
  }, [over, loaded]);
  return over ? (loaded?.Card ?? null) : null;
}
