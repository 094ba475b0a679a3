import type { BulkChange } from '#contracts/bulk.js';
import { useTranslation } from 'react-i18next';
import { errorKey } from '../../../client/problem.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';

/** Every ticket that was not changed, and why. */
export default function BulkReport({ change, onClose }: { change: BulkChange; onClose: () => void }) {
  const { t } = useTranslation('bulk');
  const more = change.failed - change.failures.length;
  return (
    <Dialog open onClose={onClose} title={t('reportTitle')} closeLabel={t('common:close')} actions={<Button onClick={onClose}>{t('common:close')}</Button>}>
      <ul className="flex flex-col">
        {change.failures.map(({ ticketId, number, code, step }) => (
          <li key={ticketId} className="flex gap-3 border-b border-line py-2 text-13 last:border-b-0">
            <span className="tabular w-16 shrink-0 font-medium">{number === null ? '–' : `#${number}`}</span>
            <span className="min-w-0 flex-1">
              {number === null ? t('hidden') : t(errorKey(code), { defaultValue: t('errors:client.unexpected') })}
              {step !== null && change.actions.length > 1 && <span className="block text-12 text-muted">{t('step', { step })}</span>}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="pt-3 text-13 text-muted">{t('more', { count: more })}</p>}
    </Dialog>
  );
}
