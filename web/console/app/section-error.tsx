import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { Section } from '../../ui/pane.js';

/** A part of a side pane that could not be read: what happened, and once more. */
export function SectionError({ title, message, busy = false, onRetry }: { title: string; message: string; busy?: boolean; onRetry: () => void }) {
  const { t } = useTranslation('common');
  return (
    <Section title={title}>
      <div role="alert" className="flex items-start gap-2 text-13">
        <CircleAlert size={16} className="mt-1.5 shrink-0 text-red" aria-hidden />
        <p className="min-w-0 flex-1 py-1">{message}</p>
        <Button look="quiet" size="small" busy={busy} onClick={onRetry} className="-me-2">
          {t('retry')}
        </Button>
      </div>
    </Section>
  );
}
