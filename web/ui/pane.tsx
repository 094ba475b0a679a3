import type { ReactNode } from 'react';
import { cx } from './class-names.js';

/** The 48 px head of a pane: what it is, then what can be done. */
export function PaneHead({ children, className }: { children: ReactNode; className?: string }) {
  return <header className={cx('flex h-12 shrink-0 items-center gap-2 border-b border-line px-4', className)}>{children}</header>;
}

/** A titled part of a side pane. */
export function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-b border-line px-4 py-4 last:border-b-0">
      <div className="mb-2 flex min-h-6 items-center justify-between gap-2">
        <h3 className="text-12 font-medium text-muted">{title}</h3>
        {action}
      </div>
      {children}
    </section>
  );
}

/** Facts as pairs: name, value. */
export function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[minmax(5.5rem,auto)_1fr] gap-x-3 gap-y-1.5 text-13">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Quiet bars in place of rows that are on their way; the same height as the rows, so nothing jumps. */
export function RowSkeletons({ count, height }: { count: number; height: number }) {
  return (
    <div aria-hidden className="animate-[appear_1ms_200ms_both]">
      {Array.from({ length: count }, (_, index) => (
        <div key={index} style={{ height }} className="flex flex-col justify-center gap-2 border-b border-line px-4">
          <span className="h-3 w-2/5 rounded-control bg-press" />
          <span className="h-3 w-4/5 rounded-control bg-hover" />
        </div>
      ))}
    </div>
  );
}
