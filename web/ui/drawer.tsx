import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { PaneHead } from './pane.js';

/** A pane that slides over the page from its end where there is no room beside it. */
export default function Drawer({ onClose, label, closeLabel, children }: { onClose: () => void; label: string; closeLabel: string; children: ReactNode }) {
  return (
    <Base.Root open onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="floating fixed inset-0 z-30 bg-scrim" />
        <Base.Popup className="fixed inset-y-0 end-0 z-40 flex w-[min(22rem,100vw)] flex-col bg-surface text-text shadow-float transition-transform duration-(--quick) outline-none data-ending-style:translate-x-full data-starting-style:translate-x-full">
          <PaneHead>
            <Base.Title className="min-w-0 flex-1 truncate text-14 font-semibold">{label}</Base.Title>
            <Base.Close
              aria-label={closeLabel}
              className="-me-2 inline-flex size-8 items-center justify-center rounded-control text-muted hover:bg-press hover:text-text"
            >
              <X size={16} aria-hidden />
            </Base.Close>
          </PaneHead>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
