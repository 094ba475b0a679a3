import type { ApiTokenScope } from '#contracts/accounts.js';
import type { z } from 'zod';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../../client/query.js';
import { addToken, tokensQuery } from '../../../client/tokens.data.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { TextField } from '../../../ui/field.js';
import { CheckList } from '../../app/check-list.js';
import { CopyField } from '../../app/copy-field.js';
import { FormError } from '../../app/form-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';

/** Makes a key with no more than what its maker may do, and shows its secret once. */
export function TokenDialog({ permissions, onClose }: { permissions: readonly z.infer<typeof ApiTokenScope>[]; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const [scopes, setScopes] = useState<string[]>([]);
  const [secret, setSecret] = useState<string | null>(null);
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    const made = await addToken({ name: fieldOf(form, 'name'), scopes: permissions.filter((permission) => scopes.includes(permission)) });
    setSecret(made.secret);
    await queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey });
  });
  const head = { open: true, onClose, title: t('tokens.add'), closeLabel: t('common:close') };
  if (secret !== null)
    return (
      <Dialog
        {...head}
        actions={
          <Button look="primary" onClick={onClose}>
            {t('people.done')}
          </Button>
        }
      >
        <p className="mb-4 text-14">{t('tokens.once')}</p>
        <CopyField label={t('tokens.secret')} text={secret} />
      </Dialog>
    );
  return (
    <Dialog
      {...head}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="token" look="primary" busy={busy} disabled={scopes.length === 0}>
            {t('tokens.make')}
          </Button>
        </>
      }
    >
      <form id="token" onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField label={t('tokens.name')} hint={t('tokens.nameHint')} name="name" required maxLength={60} autoComplete="off" />
        <CheckList
          label={t('tokens.scopes')}
          options={permissions.map((permission) => ({ id: permission, name: t(`permission.${permission}`) }))}
          value={scopes}
          onChange={setScopes}
        />
        <FormError text={error?.text} />
      </form>
    </Dialog>
  );
}
