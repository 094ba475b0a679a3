import { CircleMinus, Circle, Clock } from 'lucide-react';

/** A shape per state, so that colour is not needed to tell them apart. */
export function PresenceDot({ state }: { state: 'online' | 'busy' | 'away' | 'offline' }) {
  if (state === 'busy') return <CircleMinus size={14} className="text-red" aria-hidden />;
  if (state === 'away') return <Clock size={14} className="text-amber" aria-hidden />;
  if (state === 'offline') return <Circle size={14} className="text-faint" aria-hidden />;
  return <Circle size={14} className="fill-(--green-solid) text-green-solid" aria-hidden />;
}
