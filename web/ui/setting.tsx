import type { ReactNode } from 'react';

/** A group of settings under one heading. */
export function SettingBlock({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-4">
      <div>
        <h2 className="text-16 font-semibold">{title}</h2>
        {lead && <p className="mt-0.5 text-13 text-muted">{lead}</p>}
      </div>
      {children}
    </section>
  );
}

/** A name on the left, its control on the right; one under the other where it is narrow. */
export function SettingRow({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <div className="min-w-0">
        <p className="text-14">{label}</p>
        {hint && <p className="text-13 text-muted">{hint}</p>}
      </div>
      {children}
    </div>
  );
}
