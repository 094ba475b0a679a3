import type { ComponentProps, ReactNode } from 'react';
import { cx } from './class-names.js';
import { Spinner } from './spinner.js';

export type ButtonLook = 'primary' | 'plain' | 'quiet' | 'danger' | 'note';
export type ButtonSize = 'small' | 'medium' | 'large';

const LOOKS: Record<ButtonLook, string> = {
  primary: 'bg-accent text-accent-on hover:bg-accent-hover',
  plain: 'border border-line bg-surface text-text hover:bg-hover',
  quiet: 'text-muted hover:bg-press hover:text-text aria-expanded:bg-press aria-pressed:bg-press aria-pressed:text-text',
  danger: 'bg-red-solid text-[white] hover:bg-red-hover',
  note: 'border border-amber-line bg-amber-paper text-amber hover:brightness-97',
};
const SIZES: Record<ButtonSize, string> = { small: 'h-7 px-2 text-13 gap-1.5', medium: 'h-8 px-3 text-13 gap-1.5', large: 'h-10 px-4 text-14 gap-2' };
const BASE =
  'inline-flex shrink-0 items-center justify-center rounded-control font-medium whitespace-nowrap select-none disabled:pointer-events-none disabled:opacity-50';

interface Props extends ComponentProps<'button'> {
  look?: ButtonLook;
  size?: ButtonSize;
  icon?: ReactNode;
  busy?: boolean;
}

export function Button({ look = 'plain', size = 'medium', icon, busy = false, className, children, disabled, type = 'button', ...rest }: Props) {
  return (
    <button type={type} className={cx(BASE, LOOKS[look], SIZES[size], className)} disabled={disabled || busy} aria-busy={busy || undefined} {...rest}>
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

interface IconProps extends Omit<Props, 'icon' | 'aria-label'> {
  /** The accessible name; also shown as tooltip. */
  label: string;
  /** The key that does the same, shown in the tooltip. */
  tipKey?: string | undefined;
  tipSide?: 'right' | 'top' | 'bottom';
}

/** A square button with only an icon. */
export function IconButton({ label, tipKey, tipSide, look = 'quiet', size = 'medium', className, children, type = 'button', busy, ...rest }: IconProps) {
  const square = size === 'small' ? 'size-7' : size === 'large' ? 'size-10' : 'size-8';
  return (
    <button
      type={type}
      aria-label={label}
      data-tip={label}
      data-tip-key={tipKey}
      data-tip-side={tipSide}
      className={cx(BASE, LOOKS[look], square, className)}
      {...rest}
    >
      {busy ? <Spinner /> : children}
    </button>
  );
}
