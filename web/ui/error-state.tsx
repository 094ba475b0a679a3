import { CircleAlert } from 'lucide-react';
import { Button } from './button.js';

/** Something could not be shown: what happened, and a way on. */
export function ErrorState({ message, retryLabel, onRetry }: { message: string; retryLabel?: string; onRetry?: () => void }) {
  return (
    <div role="alert" className="flex h-full min-h-48 flex-col items-center justify-center gap-3 p-6">
      <CircleAlert size={20} className="text-red" aria-hidden />
      <p className="max-w-96 text-14 text-text">{message}</p>
      {onRetry && <Button onClick={onRetry}>{retryLabel}</Button>}
    </div>
  );
}
