import { type Webhook, WebhookPart, WebhookType } from '#contracts/webhooks.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../../client/query.js';
import { addWebhook, changeWebhook } from '../../../client/webhooks.data.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { CheckField, TextField } from '../../../ui/field.js';
import { CheckList } from '../../app/check-list.js';
import { CopyField } from '../../app/copy-field.js';
import { FormError } from '../../app/form-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';
import { nameOf } from './webhook-looks.js';

/** An endpoint: where it lies, of what it hears, and how much it may know. A new one shows its secret once. */
export function WebhookDialog({ webhook, onClose }: { webhook: Webhook | null; onClose: () => void }) {
  const { t } = useTranslation('webhooks');
  const [types, setTypes] = useState<readonly string[]>(webhook?.types ?? ['ticket.opened', 'ticket.state_changed']);
  const [parts, setParts] = useState<readonly string[]>(webhook?.parts ?? []);
  const [secret, setSecret] = useState<string | null>(null);
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    const body = {
      url: fieldOf(form, 'url'),
      description: fieldOf(form, 'description'),
      types: WebhookType.options.filter((type) => types.includes(type)),
      parts: WebhookPart.options.filter((part) => parts.includes(part)),
    };
    if (webhook) await changeWebhook(webhook.id, { ...body, on: webhook.state === 'on' }, webhook.version);
    else setSecret((await addWebhook(body)).secret);
    await queryClient.invalidateQueries({ queryKey: ['webhooks'] });
    if (webhook) onClose();
  });
  const head = { open: true, onClose, closeLabel: t('common:close') };
  if (secret !== null)
    return (
      <Dialog
        {...head}
        title={t('made')}
        actions={
          <Button look="primary" onClick={onClose}>
            {t('done')}
          </Button>
        }
      >
        <p className="mb-4 text-14">{t('once')}</p>
        <CopyField label={t('secret')} text={secret} />
      </Dialog>
    );
  return (
    <Dialog
      {...head}
      size="large"
      title={webhook ? t('changeOf', { name: nameOf(webhook) }) : t('add')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="webhook" look="primary" busy={busy}>
            {t(webhook ? 'common:save' : 'make')}
          </Button>
        </>
      }
    >
      <form id="webhook" onSubmit={onSubmit} className="flex flex-col gap-5">
        <TextField
          label={t('field.url')}
          hint={t('field.urlHint')}
          name="url"
          type="url"
          inputMode="url"
          dir="ltr"
          required
          maxLength={2000}
          defaultValue={webhook?.url}

          autoComplete="off"
        />
        <TextField
          label={t('field.description')}
          hint={t('field.descriptionHint')}
          name="description"
          maxLength={120}
          defaultValue={webhook?.description}
          dir="auto"
          autoComplete="off"
        />
        <div className="grid gap-5 mid:grid-cols-2">
          <CheckList
            label={t('field.types')}
            options={WebhookType.options.map((type) => ({ id: type, name: t(`types.${type}`) }))}
            value={types}
            onChange={setTypes}
          />
          <fieldset>
            <legend className="mb-2 text-13 font-medium">{t('field.parts')}</legend>
            <div className="flex flex-col gap-2">
              {WebhookPart.options.map((part) => (
                <CheckField
                  key={part}
                  label={t(`part.${part}`)}
                  hint={t(`part.${part}Hint`)}
                  checked={parts.includes(part)}
                  onChange={(event) => setParts(event.target.checked ? [...parts, part] : parts.filter((one) => one !== part))}
                />
              ))}
            </div>
          </fieldset>
        </div>
        <FormError text={error?.text} />
      </form>
    </Dialog>
  );
}
