import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';

interface Toast {
  id: number;
  tone: 'error' | 'done';
  text: string;
  action?: { label: string; run: () => void };
  /** How long it stands, where what it offers is over by then. */
  forMs?: number;
}

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const put = (next: readonly Toast[]) => {
  toasts = next;
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Tells what the screen does not show by itself: a change that was taken back, or one that can be undone. */
export function showToast(toast: Omit<Toast, 'id'>): void {
  lastId += 1;
  put([...toasts.filter((known) => known.text !== toast.text).slice(-2), { ...toast, id: lastId }]);
}
/** Takes back what was done last, as its toast offers. */
export function undoLatest(): void {
  const latest = toasts.findLast((toast) => toast.tone === 'done' && toast.action);
  if (!latest) return;
  latest.action?.run();
  dismiss(latest.id);
}
const dismiss = (id: number) => put(toasts.filter((toast) => toast.id !== id));

export function ToastRegion({ label, closeLabel }: { label: string; closeLabel: string }) {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <section aria-label={label} aria-live="polite" className="pointer-events-none fixed inset-x-0 bottom-4 z-60 flex flex-col items-center gap-2 px-4">
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} closeLabel={closeLabel} />
      ))}
    </section>
  );
}

export function ToastCard({ toast, closeLabel }: { toast: Toast; closeLabel: string }) {
  useEffect(() => {
    const timer = window.setTimeout(() => dismiss(toast.id), toast.forMs ?? (toast.action ? 10_000 : 6_000));
    return () => window.clearTimeout(timer);
  }, [toast]);
  return (
    <div className="pointer-events-auto flex max-w-[30rem] items-center gap-2.5 rounded-panel border border-line bg-surface py-2 ps-3.5 pe-2 text-13 shadow-float">
      {toast.tone === 'error' ? <CircleAlert size={16} className="text-red" aria-hidden /> : <CircleCheck size={16} className="text-green" aria-hidden />}
      <span className="min-w-0 flex-1">{toast.text}</span>
      {toast.action && (
        <button
          type="button"
          className="target rounded-control px-2 font-medium text-accent-text hover:bg-press"
          onClick={() => {
            toast.action?.run();
            dismiss(toast.id);
          }}
        >
          {toast.action.label}
        </button>
      )}
      <button
        type="button"
        aria-label={closeLabel}
        className="target inline-flex items-center justify-center rounded-control text-muted hover:bg-press"
        onClick={() => dismiss(toast.id)}
      >
        <X size={16} aria-hidden />
      </button>
    </div>
  );
}
