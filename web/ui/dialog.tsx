import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './class-names.js';

interface Props {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  /** One sentence under the title. */
  description?: ReactNode;
  closeLabel: string;
  children: ReactNode;
  /** Buttons, the primary one last. */
  actions?: ReactNode;
  size?: 'small' | 'medium' | 'large';
}

const SIZES = { small: 'mid:w-[26rem]', medium: 'mid:w-[32rem]', large: 'mid:w-[44rem]' };

/** A question that needs an answer now. On a phone it is a sheet at the foot of the screen. */
export function Dialog({ open, onClose, title, description, closeLabel, children, actions, size = 'medium' }: Props) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="floating fixed inset-0 z-40 bg-scrim" />
        <Base.Popup
          className={cx(
            'floating fixed inset-x-0 bottom-0 z-50 flex max-h-[90dvh] flex-col rounded-t-panel bg-surface text-text shadow-float outline-none',
            'mid:inset-x-auto mid:top-[12vh] mid:bottom-auto mid:left-1/2 mid:max-h-[76vh] mid:-translate-x-1/2 mid:rounded-panel',
            SIZES[size],
          )}
        >
          <header className="px-5 pt-5 pr-14 pb-3">
            <Base.Title className="text-16 font-semibold">{title}</Base.Title>
            {description && <Base.Description className="mt-1 text-13 text-muted">{description}</Base.Description>}
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
          {actions && (
            <footer className="flex justify-end gap-2 border-t border-line px-5 py-3.5 pb-[max(0.875rem,env(safe-area-inset-bottom))]">{actions}</footer>
          )}
          {/* Last in order, so that the first field has the focus when the dialog opens. */}
          <Base.Close
            aria-label={closeLabel}
            className="absolute top-4 right-4 inline-flex size-8 items-center justify-center rounded-control text-muted hover:bg-press hover:text-text"
          >
            <X size={16} aria-hidden />
          </Base.Close>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
