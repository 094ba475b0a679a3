import type { ReactNode } from 'react';

export function KitPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-3 text-12 font-medium text-muted">{title}</h2>
      {children}
    </section>
  );
}
