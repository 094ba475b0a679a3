import { cx } from '../../../ui/class-names.js';
import type { Named } from './use-names.js';

export const CONTROL = 'h-9 min-w-0 rounded-control border border-line-strong bg-surface px-2.5 text-14 text-text';

interface Props<T extends string> {
  label: string;
  value: T | '';
  options: readonly (Named & { readonly id: T })[];
  /** What stands there while nothing is chosen. */
  empty?: string;
  className?: string;
  onChange: (value: T) => void;
}

/** A choice inside a sentence: its name is read, not shown. */
export function InlineSelect<T extends string>({ label, value, options, empty, className, onChange }: Props<T>) {
  return (
    <select
      aria-label={label}
      className={cx(CONTROL, className)}
      value={value}
      onChange={({ target }) => {
        const chosen = options.find(({ id }) => id === target.value);
        if (chosen) onChange(chosen.id);
      }}
    >
      {(value === '' || empty !== undefined) && <option value="">{empty ?? '–'}</option>}
      {options.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
