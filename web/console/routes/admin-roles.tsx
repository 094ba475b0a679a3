import type { Role } from '#contracts/accounts.js';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { deleteRole, rolesQuery } from '../../client/people.data.js';
import { Button } from '../../ui/button.js';
import Confirm from '../../ui/confirm.js';
import { AdminPage } from '../app/admin-page.js';
import { reload } from '../app/reload.js';
import { useChange } from '../app/use-change.js';
import { PermissionMatrix } from '../features/people/permission-matrix.js';
import { RoleDialog } from '../features/people/role-dialog.js';

type Row = z.infer<typeof Role>;
type Open = { kind: 'add' } | { kind: 'rename' | 'delete'; role: Row } | null;

/** Who may do what: permissions down, roles across. */
export default function RolesRoute() {
  const { t } = useTranslation('admin');
  const roles = useQuery(rolesQuery);
  const { change } = useChange(['people']);
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <AdminPage
      title={t('roles.title')}
      lead={t('roles.lead')}
      wide
      query={roles}
      action={
        <Button look="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setOpen({ kind: 'add' })}>
          {t('roles.add')}
        </Button>
      }
    >
      {({ items, permissions }) => (
        <>
          <PermissionMatrix
            roles={items}
            permissions={permissions}
            onRename={(role) => setOpen({ kind: 'rename', role })}
            onDelete={(role) => setOpen({ kind: 'delete', role })}
          />
          {open?.kind === 'add' && <RoleDialog role={null} roles={items} onClose={close} onReload={close} />}
          {open?.kind === 'rename' && (
            <RoleDialog
              key={open.role.version}
              role={open.role}
              roles={items}
              onClose={close}
              onReload={() => void reload(roles.refetch, open.role.id).then((role) => setOpen(role && { kind: 'rename', role }))}
            />
          )}
          {open?.kind === 'delete' && (
            <Confirm
              title={t('roles.deleteTitle', { name: open.role.name })}
              text={t('roles.deleteText')}
              confirmLabel={t('roles.delete')}
              cancelLabel={t('common:cancel')}
              onConfirm={() => void change(() => deleteRole(open.role.id))}
              onClose={close}
            />
          )}
        </>
      )}
    </AdminPage>
  );
}
