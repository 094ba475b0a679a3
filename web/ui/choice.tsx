import { type ReactNode, useId } from 'react';
import { cx } from './class-names.js';

interface Option<T extends string> {
  value: T;
  label: ReactNode;
  hint?: ReactNode;
}
interface Props<T extends string> {
  label: string;
  value: T;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
}

/** Two to four exclusive choices side by side: real radio buttons, so arrow keys and readers work by themselves. */
export function Segments<T extends string>({ label, value, options, onChange }: Props<T>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className="inline-flex self-start rounded-control bg-press p-0.5">
      {options.map((option) => (
        <label
          key={option.value}
          className={cx(
            'inline-flex h-7 cursor-pointer items-center rounded-[5px] px-2.5 text-13 font-medium has-focus-visible:outline-2 has-focus-visible:outline-focus',
            value === option.value ? 'bg-surface text-text shadow-[0_0_0_1px_var(--grey-6)]' : 'text-muted hover:text-text',
          )}
        >
          <input type="radio" name={name} className="sr-only" checked={value === option.value} onChange={() => onChange(option.value)} />
          {option.label}
        </label>
      ))}
    </div>
  );
}

/** Exclusive choices one under the other, each with an explanation. */
export function Choices<T extends string>({ label, value, options, onChange }: Omit<Props<T>, 'value'> & { value: T | null }) {
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1.5 text-13 font-medium">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={cx(
            'flex min-h-9 cursor-pointer items-center gap-2.5 rounded-control border px-3 py-1.5',
            value === option.value ? 'border-accent bg-tint' : 'border-line hover:bg-hover',
          )}
        >
          <input type="radio" name={name} className="size-4 shrink-0 accent-accent" checked={value === option.value} onChange={() => onChange(option.value)} />
          <span className="flex min-w-0 flex-1 items-center justify-between gap-3">
            <span className="min-w-0 truncate text-14">{option.label}</span>
            {option.hint && <span className="shrink-0 text-13 text-muted">{option.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
