import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './class-names.js';

/** One entry of a talk: the other side's words left on surface, our own right on tint. */
export function Bubble({
  side,
  children,
  foot,
  aside,
  faded = false,
}: {
  side: 'theirs' | 'ours';
  children: ReactNode;
  foot?: ReactNode;
  aside?: ReactNode;
  faded?: boolean;
}) {
  return (
    <div className={cx('group flex flex-col gap-1', side === 'ours' ? 'items-end' : 'items-start')}>
      <div className={cx('flex w-full items-center gap-2', side === 'ours' && 'flex-row-reverse')}>
        <div
          className={cx(
            'max-w-[min(34rem,84%)] rounded-bubble border px-3.5 py-2 text-14',
            side === 'ours' ? 'rounded-ee-[5px] border-tint-line bg-tint' : 'rounded-es-[5px] border-line bg-surface',
            faded && 'border-dashed',
          )}
        >
          {children}
        </div>
        {aside && <div className="text-12 text-muted opacity-0 group-hover:opacity-100 focus-within:opacity-100 [@media(hover:none)]:opacity-100">{aside}</div>}
      </div>
      {foot && <div className="flex min-h-5 items-center gap-1.5 px-1 text-12 text-muted">{foot}</div>}
    </div>
  );
}

/** A note among colleagues: full width, on amber paper, with a lock and the word. */
export function NotePaper({ label, author, children, foot }: { label: string; author: ReactNode; children: ReactNode; foot?: ReactNode }) {
  return (
    <div className="rounded-panel border border-amber-line bg-amber-paper px-3.5 py-2.5">
      <div className="mb-1 flex items-center gap-1.5 text-12 font-medium text-amber">
        <Lock size={14} aria-hidden />
        {label}
        <span className="font-normal">· {author}</span>
        {foot && <span className="ms-auto flex items-center gap-1.5 font-normal">{foot}</span>}
      </div>
      <div className="text-14">{children}</div>
    </div>
  );
}

/** What happened, small and in the middle. */
export function SystemLine({ icon, children, internal = false }: { icon?: ReactNode; children: ReactNode; internal?: boolean }) {
  return (
    <div className={cx('flex items-start justify-center gap-1.5 px-6 text-12', internal ? 'text-amber' : 'text-muted')}>
      {icon && <span className="mt-px">{icon}</span>}
      <span className="min-w-0">{children}</span>
    </div>
  );
}

export function DayDivider({ children }: { children: ReactNode }) {
  return (
    <div className="flex items-center gap-3 text-12 text-muted" role="separator">
      <span className="h-px flex-1 bg-line" />
      {children}
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}

/** Three dots and a name: somebody writes. */
export function TypingLine({ children }: { children: ReactNode }) {
  return (
    <div className="flex items-center gap-2 text-12 text-muted">
      <span className="inline-flex gap-0.5" aria-hidden>
        {[0, 1, 2].map((dot) => (
          <span key={dot} className="size-1 animate-pulse rounded-full bg-faint motion-reduce:animate-none" style={{ animationDelay: `${dot * 160}ms` }} />
        ))}
      </span>
      {children}
    </div>
  );
}
