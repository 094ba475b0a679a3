import type { ReactNode } from 'react';
import { cx } from './class-names.js';

export type BadgeTone = 'neutral' | 'accent' | 'amber' | 'red' | 'green' | 'blue';
const TONES: Record<BadgeTone, string> = {
  neutral: 'bg-press text-muted',
  accent: 'bg-tint text-accent-text',
  amber: 'bg-amber-paper text-amber',
  red: 'bg-red-paper text-red',
  green: 'bg-green-paper text-green',
  blue: 'bg-blue-paper text-blue',
};

/** A word about a thing, with its icon: never colour alone. */
export function Badge({ tone = 'neutral', icon, children, title }: { tone?: BadgeTone; icon?: ReactNode; children: ReactNode; title?: string }) {
  return (
    <span title={title} className={cx('inline-flex h-5 items-center gap-1 rounded-control px-1.5 text-12 font-medium whitespace-nowrap', TONES[tone])}>
      {icon}
      {children}
    </span>
  );
}

/** A number that grows quietly: `99+` beyond two digits. `label` says what is counted. */
export function Count({ value, label, strong = false }: { value: number; label: string; strong?: boolean }) {
  if (value <= 0) return null;
  return (
    <span
      className={cx(
        'tabular inline-flex h-[1.125rem] min-w-[1.125rem] items-center justify-center rounded-full px-1 text-12 leading-none',
        strong ? 'bg-accent font-semibold text-accent-on' : 'text-muted',
      )}
    >
      <span aria-hidden>{value > 99 ? '99+' : value}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
