import { Star } from 'lucide-react';

/** So many of five, drawn; the label says it in words. */
export function Stars({ value, label, size = 14 }: { value: number; label: string; size?: number }) {
  return (
    <span role="img" aria-label={label} title={label} className="inline-flex shrink-0 items-center gap-0.5">
      {[1, 2, 3, 4, 5].map((place) => (
        <Star key={place} size={size} strokeWidth={1.5} aria-hidden className={place <= value ? 'fill-(--amber-solid) text-(--amber-solid)' : 'text-(--grey-7)'} />
      ))}
    </span>
  );
}
