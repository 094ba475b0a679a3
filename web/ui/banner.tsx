import type { ReactNode } from 'react';
import { cx } from './class-names.js';

const TONES = {
  amber: 'border-amber-line bg-amber-paper text-amber',
  red: 'border-red-line bg-red-paper text-red',
  blue: 'border-blue-line bg-blue-paper text-blue',
  accent: 'border-tint-line bg-tint text-accent-text',
};

/** A strip across a pane about a state that lasts. */
export function Banner({ tone, icon, children, actions }: { tone: keyof typeof TONES; icon?: ReactNode; children: ReactNode; actions?: ReactNode }) {
  return (
    <div role="status" className={cx('flex min-h-10 flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-2 text-13', TONES[tone])}>
      {icon}
      <span className="min-w-0 flex-1">{children}</span>
      {actions && <span className="flex shrink-0 gap-2">{actions}</span>}
    </div>
  );
}
