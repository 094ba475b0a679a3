import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { FormError } from './form-error.js';

interface Props {
  changed: boolean;
  busy: boolean;
  saved: boolean;
  error: string | undefined;
  /** There is a newer version than the one being edited. */
  onReload: (() => void) | undefined;
}

/** The foot of a settings form: why it was refused, that it was saved, and the one button. */
export function SaveBar({ changed, busy, saved, error, onReload }: Props) {
  const { t } = useTranslation('admin');
  return (
    <div className="flex flex-col gap-3">
      <FormError text={error} />
      <div className="flex items-center gap-3">
        <Button type="submit" look="primary" busy={busy} disabled={!changed}>
          {t('common:save')}
        </Button>
        {onReload && <Button onClick={onReload}>{t('takeNewer')}</Button>}
        <span role="status" className="flex items-center gap-1.5 text-13 text-green">
          {saved && (
            <>
              <CircleCheck size={16} aria-hidden />
              {t('saved')}
            </>
          )}
        </span>
      </div>
    </div>
  );
}
