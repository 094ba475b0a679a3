import type { StaffPromise } from '#contracts/promises.js';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dropCallback, moveCallback } from '../../../client/calls.data.js';
import { meQuery } from '../../../client/session.data.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { TextField } from '../../../ui/field.js';
import { CALL_TEXTS } from '../../app/call-texts.js';
import { FormError } from '../../app/form-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';
import { useTexts } from '../../app/use-texts.js';
import { OwnerField } from './owner-field.js';
import { NO_TIME, WhenField } from './when-field.js';

/** Gives a callback another time or another person, or says that nobody calls: with the reason, which stands in the ticket. */
export default function CallbackDialog({ promise, deed, onClose }: { promise: StaffPromise; deed: 'move' | 'drop'; onClose: () => void }) {
  const { t } = useTranslation('calls');
  const ready = useTexts('calls', CALL_TEXTS);
  const me = useQuery(meQuery).data;
  const meId = me?.account.id ?? '';
  const before = promise.callback?.owner?.id ?? meId;
  const [when, setWhen] = useState(NO_TIME);
  const [ownerId, setOwnerId] = useState(before);
  const changes = when.at !== null || ownerId !== before || promise.callback?.owner === null;
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    const reason = fieldOf(form, 'reason').trim();
    if (deed === 'drop') await dropCallback(promise.ticketId, promise.id, reason);
    else await moveCallback(promise.ticketId, promise.id, { ownerId, reason, ...(when.at === null ? {} : { dueAt: new Date(when.at).toISOString() }) });
    onClose();
  });
  if (!ready || !me) return null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`${deed}Title`)}
      description={deed === 'drop' ? t('dropLead') : undefined}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="callback" look="primary" busy={busy} disabled={deed === 'move' && !changes}>
            {t(`${deed}Save`)}
          </Button>
        </>
      }
    >
      <form id="callback" onSubmit={onSubmit} className="flex flex-col gap-4">
        {deed === 'move' && <WhenField label={t('moveTime')} when={when} onChange={setWhen} />}
        {deed === 'move' && <OwnerField meId={meId} value={ownerId} onChange={setOwnerId} />}
        <TextField label={t('reason')} name="reason" required maxLength={300} autoComplete="off" dir="auto" />
        <FormError text={error?.text} />
      </form>
    </Dialog>
  );
}
