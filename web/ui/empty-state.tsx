import type { ReactNode } from 'react';

/** Nothing here: one sentence and at most one action. */
export function EmptyState({ icon, children, action }: { icon?: ReactNode; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex h-full min-h-48 flex-col items-center justify-center gap-3 p-6">
      {icon && <span className="text-faint">{icon}</span>}
      <p className="max-w-80 text-center text-14 text-balance text-muted">{children}</p>
      {action}
    </div>
  );
}
