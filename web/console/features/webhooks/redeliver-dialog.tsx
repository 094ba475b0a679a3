import { useTranslation } from 'react-i18next';
import { serverNow } from '../../../client/clock.js';
import { queryClient } from '../../../client/query.js';
import { redeliverFailed } from '../../../client/webhooks.data.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { SelectField } from '../../../ui/field.js';
import { FormError } from '../../app/form-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';

const HOURS = [1, 24, 168, 720] as const;

/** Everything that failed since a time, once more. */
export function RedeliverDialog({ webhookId, onClose }: { webhookId: string; onClose: () => void }) {
  const { t } = useTranslation('webhooks');
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    await redeliverFailed(webhookId, new Date(serverNow() - Number(fieldOf(form, 'hours')) * 3_600_000).toISOString());
    await queryClient.invalidateQueries({ queryKey: ['webhooks'] });
    onClose();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={t('redeliverTitle')}
      description={t('redeliverText')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="redeliver" look="primary" busy={busy}>
            {t('redeliver')}
          </Button>
        </>
      }
    >
      <form id="redeliver" onSubmit={onSubmit} className="flex flex-col gap-4">
        <SelectField label={t('since.label')} name="hours" defaultValue="24">
          {HOURS.map((hours) => (
            <option key={hours} value={hours}>
              {t(`since.h${hours}`)}
            </option>
          ))}
        </SelectField>
        <FormError text={error?.text} />
      </form>
    </Dialog>
  );
}
