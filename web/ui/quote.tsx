import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './class-names.js';

interface Props {
  author: string;
  /** Its beginning, or a word for what it was. */
  children: ReactNode;
  /** Leads to the original; without it the quote is only read. */
  onJump?: (() => void) | undefined;
  jumpLabel?: string;
  onCancel?: () => void;
  cancelLabel?: string;
}

/** The line of the message that another one answers. */
export function Quote({ author, children, onJump, jumpLabel, onCancel, cancelLabel }: Props) {
  const words = (
    <>
      <span className="block truncate text-12 font-medium">{author}</span>
      <span dir="auto" className="line-clamp-2 text-13 wrap-anywhere text-muted">
        {children}
      </span>
    </>
  );
  const box = 'block min-w-0 flex-1 border-s-2 border-accent ps-2.5 text-start';
  return (
    <div className="mb-1.5 flex items-start gap-2">
      {onJump ? (
        <button type="button" onClick={onJump} title={jumpLabel} className={cx(box, 'rounded-e-control hover:bg-hover')}>
          {words}
        </button>
      ) : (
        <div className={box}>{words}</div>
      )}
      {onCancel && (
        <button type="button" aria-label={cancelLabel} onClick={onCancel} className="target inline-flex items-center justify-center rounded-control text-muted hover:bg-press hover:text-text">
          <X size={16} aria-hidden />
        </button>
      )}
    </div>
  );
}
