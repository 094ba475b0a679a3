import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';

/** A pane that slides over the page from its end where there is no room beside it. */
export function Drawer({ open, onClose, label, children }: { open: boolean; onClose: () => void; label: string; children: ReactNode }) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="floating fixed inset-0 z-30 bg-scrim" />
        <Base.Popup
          aria-label={label}
          className="fixed inset-y-0 end-0 z-40 flex w-[min(22rem,100vw)] flex-col bg-surface text-text shadow-float outline-none transition-transform duration-(--quick) data-ending-style:translate-x-full data-starting-style:translate-x-full"
        >
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
