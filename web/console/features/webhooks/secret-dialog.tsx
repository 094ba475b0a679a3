import type { Webhook } from '#contracts/webhooks.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exactMinute } from '../../../client/format.js';
import { queryClient } from '../../../client/query.js';
import { rotateWebhook } from '../../../client/webhooks.data.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { SelectField } from '../../../ui/field.js';
import { CopyField } from '../../app/copy-field.js';
import { FormError } from '../../app/form-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';
import { nameOf } from './webhook-looks.js';

const HOURS = [0, 1, 24, 168] as const;

/** A new secret, while the one before is good for a time. */
export function SecretDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { t } = useTranslation('webhooks');
  const [made, setMade] = useState<{ secret: string; until: string | null } | null>(null);
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    const answer = await rotateWebhook(webhook.id, Number(fieldOf(form, 'keep')));
    setMade({ secret: answer.secret ?? '', until: answer.webhook.previousSecretUntil });
    await queryClient.invalidateQueries({ queryKey: ['webhooks'] });
  });
  const head = { open: true, onClose, closeLabel: t('common:close'), title: t('newSecretOf', { name: nameOf(webhook) }) };
  if (made)
    return (
      <Dialog
        {...head}
        actions={
          <Button look="primary" onClick={onClose}>
            {t('done')}
          </Button>
        }
      >
        <p className="mb-4 text-14">
          {t('once')} {made.until ? t('oldUntil', { time: exactMinute(made.until) }) : t('oldOver')}
        </p>
        <CopyField label={t('secret')} text={made.secret} />
      </Dialog>
    );
  return (
    <Dialog
      {...head}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="secret" look="primary" busy={busy}>
            {t('newSecret')}
          </Button>
        </>
      }
    >
      <form id="secret" onSubmit={onSubmit} className="flex flex-col gap-4">
        <SelectField label={t('keep.label')} hint={t('keep.hint')} name="keep" defaultValue="24">
          {HOURS.map((hours) => (
            <option key={hours} value={hours}>
              {t(`keep.h${hours}`)}
            </option>
          ))}
        </SelectField>
        <FormError text={error?.text} />
      </form>
    </Dialog>
  );
}
