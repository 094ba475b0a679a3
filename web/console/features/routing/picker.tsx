import type { ReactNode } from 'react';
import { Plus, X } from 'lucide-react';

interface Named {
  readonly id: string;
  readonly name: string;
}
export const CONTROL = 'h-8 min-w-0 rounded-control border border-line-strong bg-surface px-2 text-13 text-text';

/** A choice whose name is read, not shown. */
export function Pick({ label, value, options, onChange, className = '' }: { label: string; value: string; options: readonly Named[]; onChange: (id: string) => void; className?: string }) {
  return (
    <select aria-label={label} className={`${CONTROL} ${className}`} value={value} onChange={({ target }) => onChange(target.value)}>
      {options.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** One thing that was chosen, with what belongs to it and a way out. */
export function Chosen({ name, dropLabel, onDrop, children }: { name: string; dropLabel: string; onDrop: () => void; children?: ReactNode }) {
  return (
    <li className="flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-3 py-1 last:border-b-0">
      <span dir="auto" className="min-w-0 flex-1 truncate text-14">
        {name}
      </span>
      {children}
      <button type="button" aria-label={dropLabel} className="inline-flex size-8 shrink-0 items-center justify-center rounded-control text-muted hover:bg-press hover:text-text" onClick={onDrop}>
        <X size={16} aria-hidden />
      </button>
    </li>
  );
}

/** What was chosen one under the other, and what can be added. */
export function ChosenList({ label, addLabel, options, onAdd, empty, children }: { label: string; addLabel: string; options: readonly Named[]; onAdd: (id: string) => void; empty: string; children: readonly ReactNode[] }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-13 font-medium">{label}</legend>
      <ul className="flex flex-col rounded-control border border-line">
        {children}
        <li className="flex items-center gap-2 px-3 py-1">
          <Plus size={16} aria-hidden className="shrink-0 text-muted" />
          {options.length > 0 ? (
            <select aria-label={addLabel} className="h-8 min-w-0 flex-1 bg-transparent text-13 text-muted" value="" onChange={({ target }) => target.value !== '' && onAdd(target.value)}>
              <option value="">{addLabel}</option>
              {options.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          ) : (
            <span className="flex h-8 items-center text-13 text-muted">{empty}</span>
          )}
        </li>
      </ul>
    </fieldset>
  );
}
