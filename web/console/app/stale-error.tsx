import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { FormError } from './form-error.js';

interface Props {
  error: { code: string; text: string } | null;
  /** Shows what somebody else saved meanwhile instead of what was being edited. */
  onReload: () => void;
}

/** Why a form was not accepted; after a clash with somebody else also the way on. */
export function StaleError({ error, onReload }: Props) {
  const { t } = useTranslation('admin');
  return (
    <div className="flex flex-col items-start gap-3 empty:hidden">
      <FormError text={error?.text} />
      {error?.code === 'request/stale' && <Button onClick={onReload}>{t('takeNewer')}</Button>}
    </div>
  );
}
