import type { Role } from '#contracts/accounts.js';
import type { Permission } from '#contracts/permissions.js';
import { Check, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { Fragment, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { changeRole, rolesQuery } from '../../../client/people.data.js';
import { queryClient } from '../../../client/query.js';
import { Menu } from '../../../ui/menu.js';
import { useChange } from '../../app/use-change.js';
import { roleName } from './role-name.js';

type Row = z.infer<typeof Role>;
interface Props {
  roles: readonly Row[];
  permissions: readonly { readonly name: Permission; readonly calls: readonly string[] }[];
  onRename: (role: Row) => void;
  onDelete: (role: Row) => void;
}

/** A tick holds at once; what the server refuses is taken back. Built-in roles are shown, not changed. */
export function PermissionMatrix({ roles, permissions, onRename, onDelete }: Props) {
  const { t } = useTranslation('admin');
  const { change } = useChange(['people', 'roles']);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const nouns = [...new Set(permissions.map(({ name }) => nounOf(name)))];
  const toggle = (role: Row, permission: Permission) => {
    const given = !role.permissions.includes(permission);
    const ticked = (names: readonly Permission[]) => (given ? [...new Set([...names, permission])] : names.filter((name) => name !== permission));
    queryClient.setQueryData(
      rolesQuery.queryKey,
      (data) => data && { ...data, items: data.items.map((item) => (item.id === role.id ? { ...item, permissions: ticked(item.permissions) } : item)) },
    );
    // One after the other: each tick is saved onto what the one before has made of the role.
    last.current = last.current.then(() =>
      change(() => {
        const now = queryClient.getQueryData(rolesQuery.queryKey)?.items.find(({ id }) => id === role.id) ?? role;
        return changeRole(role.id, { name: now.name, permissions: ticked(now.permissions) }, now.version);
      }),
    );
  };
  return (
    <div className="overflow-x-auto rounded-panel border border-line bg-surface" tabIndex={0} role="region" aria-label={t('roles.title')}>
      <table className="w-full border-collapse text-13">
        <thead>
          <tr>
            <th scope="col" className="sticky start-0 min-w-56 border-b border-line bg-surface px-4 py-2 text-start text-12 font-medium text-muted">
              {t('roles.permission')}
            </th>
            {roles.map((role) => (
              <th key={role.id} scope="col" className="border-b border-line px-3 py-2 text-12 font-medium">
                <span className="flex items-center justify-center gap-1 whitespace-nowrap">
                  {roleName(role, t)}
                  {role.can.change && <RoleMenu role={role} onRename={onRename} onDelete={onDelete} />}
                </span>
                <span className="block font-normal whitespace-nowrap text-muted">{t('roles.people', { count: role.people })}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {nouns.map((noun) => (
            <Fragment key={noun}>
              <tr>
                <th scope="colgroup" colSpan={roles.length + 1} className="border-b border-line bg-hover px-4 py-1.5 text-start text-12 font-medium text-muted">
                  {t(`noun.${noun}`)}
                </th>
              </tr>
              {permissions
                .filter(({ name }) => nounOf(name) === noun)
                .map(({ name: permission, calls }) => (
                  <tr key={permission} className="border-b border-line last:border-b-0">
                    <th scope="row" className="sticky start-0 bg-surface px-4 py-2 text-start font-normal">
                      {t(`permission.${permission}`)}
                      {calls.length > 0 && <Calls calls={calls} />}
                    </th>
                    {roles.map((role) => (
                      <td key={role.id} className="px-3 text-center">
                        <Cell
                          role={role}
                          permission={permission}
                          label={t('roles.cell', { role: roleName(role, t), permission: t(`permission.${permission}`) })}
                          onToggle={() => toggle(role, permission)}
                        />
                      </td>
                    ))}
                  </tr>
                ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What the server asks for it at: read from the table that it holds. */
function Calls({ calls }: { calls: readonly string[] }) {
  const { t } = useTranslation('admin');
  return (
    <details className="text-12 text-muted">
      <summary className="w-fit cursor-pointer hover:text-text">{t('roles.calls', { count: calls.length })}</summary>
      <ul dir="ltr" className="py-1 font-mono">
        {calls.map((call) => (
          <li key={call}>{call}</li>
        ))}
      </ul>
    </details>
  );
}

const nounOf = (permission: string): string => permission.split('.')[0] ?? permission;

function Cell({ role, permission, label, onToggle }: { role: Row; permission: Permission; label: string; onToggle: () => void }) {
  const { t } = useTranslation('admin');
  const has = role.permissions.includes(permission);
  if (role.can.change) return <input type="checkbox" checked={has} onChange={onToggle} aria-label={label} className="size-4 align-middle accent-accent" />;
  return (
    <span className="inline-flex align-middle text-muted">
      {has ? <Check size={16} aria-hidden /> : <span aria-hidden>–</span>}
      <span className="sr-only">{t(has ? 'roles.yes' : 'roles.no')}</span>
    </span>
  );
}

function RoleMenu({ role, onRename, onDelete }: { role: Row; onRename: (role: Row) => void; onDelete: (role: Row) => void }) {
  const { t } = useTranslation('admin');
  const items = [
    { key: 'rename', label: t('roles.rename'), icon: <Pencil size={16} aria-hidden />, onSelect: () => onRename(role) },
    ...(role.can.delete
      ? [{ key: 'delete', label: t('common:delete'), icon: <Trash2 size={16} aria-hidden />, danger: true, onSelect: () => onDelete(role) }]
      : []),
  ];
  return (
    <Menu
      align="end"
      groups={[{ items }]}
      aria-label={t('people.actionsOf', { name: role.name })}
      className="target inline-flex items-center justify-center rounded-control text-muted hover:bg-press"
    >
      <Ellipsis size={14} aria-hidden />
    </Menu>
  );
}
