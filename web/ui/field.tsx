import { type ComponentProps, type ReactNode, useId } from 'react';
import { CircleAlert } from 'lucide-react';
import { cx } from './class-names.js';

const CONTROL =
  'w-full rounded-control border border-line-strong bg-surface px-3 text-14 text-text disabled:bg-hover disabled:text-muted aria-invalid:border-red-solid';

interface Wrap {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  className?: string;
}

function useField({ hint, error }: Wrap) {
  const id = useId();
  const about = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return { id, 'aria-describedby': about || undefined, 'aria-invalid': error ? (true as const) : undefined };
}

function Frame({ id, label, hint, error, className, children }: Wrap & { id: string; children: ReactNode }) {
  return (
    <div className={cx('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-13 font-medium">
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="text-13 text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="flex items-start gap-1.5 text-13 text-red">
          <CircleAlert size={16} className="mt-px" aria-hidden />
          {error}
        </p>
      )}
    </div>
  );
}

export function TextField({ label, hint, error, className, ...rest }: Wrap & Omit<ComponentProps<'input'>, 'className'>) {
  const control = useField({ label, hint, error });
  return (
    <Frame id={control.id} label={label} hint={hint} error={error} className={className}>
      <input {...control} className={cx(CONTROL, 'h-9')} {...rest} />
    </Frame>
  );
}

export function TextArea({ label, hint, error, className, ...rest }: Wrap & Omit<ComponentProps<'textarea'>, 'className'>) {
  const control = useField({ label, hint, error });
  return (
    <Frame id={control.id} label={label} hint={hint} error={error} className={className}>
      <textarea dir="auto" {...control} className={cx(CONTROL, 'min-h-20 resize-y py-2')} {...rest} />
    </Frame>
  );
}

/** The platform's own select: right on every phone, with every reader, at no cost. */
export function SelectField({ label, hint, error, className, children, ...rest }: Wrap & Omit<ComponentProps<'select'>, 'className'>) {
  const control = useField({ label, hint, error });
  return (
    <Frame id={control.id} label={label} hint={hint} error={error} className={className}>
      <select {...control} className={cx(CONTROL, 'h-9')} {...rest}>
        {children}
      </select>
    </Frame>
  );
}

export function CheckField({ label, hint, className, ...rest }: Omit<Wrap, 'error'> & Omit<ComponentProps<'input'>, 'className' | 'type'>) {
  const id = useId();
  return (
    <div className={cx('flex items-start gap-2.5', className)}>
      <input id={id} type="checkbox" aria-describedby={hint ? `${id}-hint` : undefined} className="mt-0.5 size-4 shrink-0 accent-accent" {...rest} />
      <label htmlFor={id} className="flex min-h-6 flex-col text-14">
        {label}
        {hint && (
          <span id={`${id}-hint`} className="text-13 text-muted">
            {hint}
          </span>
        )}
      </label>
    </div>
  );
}
