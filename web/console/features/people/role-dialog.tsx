import type { Role } from '#contracts/accounts.js';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { addRole, changeRole } from '../../../client/people.data.js';
import { queryClient } from '../../../client/query.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { SelectField, TextField } from '../../../ui/field.js';
import { StaleError } from '../../app/stale-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';
import { roleName } from './role-name.js';

type Row = z.infer<typeof Role>;
interface Props {
  role: Row | null;
  roles: readonly Row[];
  onClose: () => void;
  onReload: () => void;
}

/** Names a role; a new one starts as a copy of another. */
export function RoleDialog({ role, roles, onClose, onReload }: Props) {
  const { t } = useTranslation('admin');
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    const name = fieldOf(form, 'name');
    const model = roles.find((known) => known.id === fieldOf(form, 'model'));
    await (role ? changeRole(role.id, { name, permissions: role.permissions }, role.version) : addRole({ name, permissions: model?.permissions ?? [] }));
    await queryClient.invalidateQueries({ queryKey: ['people'] });
    onClose();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={role?.name ?? t('roles.add')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="role" look="primary" busy={busy}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <form id="role" onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField
          label={t('roles.name')}
          name="name"
          defaultValue={role?.name ?? ''}
          required
          maxLength={60}
          error={error?.code === 'role/name_taken' ? error.text : undefined}
        />
        {!role && (
          <SelectField label={t('roles.startFrom')} name="model" defaultValue="">
            <option value="">{t('roles.startEmpty')}</option>
            {roles.map((known) => (
              <option key={known.id} value={known.id}>
                {roleName(known, t)}
              </option>
            ))}
          </SelectField>
        )}
        <StaleError error={error?.code === 'role/name_taken' ? null : error} onReload={onReload} />
      </form>
    </Dialog>
  );
}
