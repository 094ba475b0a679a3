import type { BulkChange } from '#contracts/bulk.js';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../../ui/button.js';

interface Props {
  change: BulkChange;
  onStop: () => void;
  onUndo: () => void;
  onReport: () => void;
  onDismiss: () => void;
}

/** How far a change of many tickets is, and what became of it. */
export function BulkStatus({ change, onStop, onUndo, onReport, onDismiss }: Props) {
  const { t } = useTranslation('bulk');
  const { state, kind, done, failed, total } = change;
  const text = () => {
    if (state === 'running') return t('running', { done: done + failed, total });
    if (state === 'stopped') return t('stopped', { done, total });
    if (failed > 0) return t(kind === 'undo' ? 'partlyUndone' : 'partly', { done, failed });
    return t(kind === 'undo' ? 'undone' : 'done', { count: done });
  };
  return (
    <div className="flex shrink-0 flex-col gap-2 border-t border-line bg-surface px-3 py-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))]">
      {state === 'running' && <progress max={total} value={done + failed} aria-label={t('bar')} className="h-1.5 w-full accent-accent" />}
      <div className="flex items-center gap-1.5">
        <p role="status" className="tabular min-w-0 flex-1 text-13">
          {text()}
        </p>
        {change.failures.length > 0 && (
          <Button size="small" look="quiet" onClick={onReport}>
            {t('report')}
          </Button>
        )}
        {change.can.stop && (
          <Button size="small" onClick={onStop}>
            {t('stop')}
          </Button>
        )}
        {change.can.undo && (
          <Button size="small" onClick={onUndo}>
            {t('undo')}
          </Button>
        )}
        {state !== 'running' && (
          <IconButton size="small" label={t('dismiss')} tipSide="top" onClick={onDismiss}>
            <X size={16} aria-hidden />
          </IconButton>
        )}
      </div>
    </div>
  );
}
