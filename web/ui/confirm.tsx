import { AlertDialog as Base } from '@base-ui/react/alert-dialog';
import { Button } from './button.js';

interface Props {
  title: string;
  text: string;
  confirmLabel: string;
  cancelLabel: string;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks once before something that cannot be undone, in words that name the thing. */
export default function Confirm({ title, text, confirmLabel, cancelLabel, onConfirm, onClose }: Props) {
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="floating fixed inset-0 z-40 bg-scrim" />
        <Base.Popup className="floating fixed top-[20vh] left-1/2 z-50 w-[min(26rem,calc(100vw-2rem))] -translate-x-1/2 rounded-panel bg-surface p-5 text-text shadow-float outline-none">
          <Base.Title className="text-16 font-semibold">{title}</Base.Title>
          <Base.Description className="mt-1.5 text-14 text-muted">{text}</Base.Description>
          <div className="mt-5 flex justify-end gap-2">
            <Base.Close render={<Button />}>{cancelLabel}</Base.Close>
            <Button
              look="danger"
              onClick={() => {
                onConfirm();
                onClose();
              }}
            >
              {confirmLabel}
            </Button>
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
