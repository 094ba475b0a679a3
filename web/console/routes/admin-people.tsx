import type { Account } from '#contracts/accounts.js';
import { useQuery } from '@tanstack/react-query';
import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountsQuery, deactivate, reactivate, rolesQuery, teamsQuery } from '../../client/people.data.js';
import { meQuery } from '../../client/session.data.js';
import { Button } from '../../ui/button.js';
import Confirm from '../../ui/confirm.js';
import { AdminPage } from '../app/admin-page.js';
import { reload } from '../app/reload.js';
import { useChange } from '../app/use-change.js';
import { InviteDialog } from '../features/people/invite-dialog.js';
import { AbilitiesOf } from '../features/routing/abilities-of.js';
import { PeopleTable } from '../features/people/people-table.js';
import { PersonDialog } from '../features/people/person-dialog.js';

type Open = { kind: 'invite' } | { kind: 'change' | 'deactivate' | 'abilities'; person: Account } | null;

/** Who works here, in which roles and teams. */
export default function PeopleRoute() {
  const { t } = useTranslation('admin');
  const accounts = useQuery(accountsQuery);
  const roles = useQuery(rolesQuery).data?.items ?? [];
  const teams = useQuery(teamsQuery).data?.items ?? [];
  const mayRoute = useQuery(meQuery).data?.permissions.includes('routing.manage') ?? false;
  const { change } = useChange(['people']);
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <AdminPage
      title={t('people.title')}
      lead={t('people.lead')}
      wide
      query={accounts}
      action={
        <Button look="primary" icon={<UserRoundPlus size={16} aria-hidden />} onClick={() => setOpen({ kind: 'invite' })}>
          {t('people.invite')}
        </Button>
      }
    >
      {({ items }) => (
        <>
          <PeopleTable
            people={items}
            onChange={(person) => setOpen({ kind: 'change', person })}
            onAbilities={mayRoute ? (person) => setOpen({ kind: 'abilities', person }) : undefined}
            onDeactivate={(person) => setOpen({ kind: 'deactivate', person })}
            onReactivate={(person) => void change(() => reactivate(person.id))}
          />
          {open?.kind === 'invite' && <InviteDialog roles={roles} teams={teams} onClose={close} />}
          {open?.kind === 'change' && (
            <PersonDialog
              key={open.person.version}
              person={open.person}
              roles={roles}
              teams={teams}
              onClose={close}
              onReload={() => void reload(accounts.refetch, open.person.id).then((person) => setOpen(person && { kind: 'change', person }))}
            />
          )}
          {open?.kind === 'abilities' && <AbilitiesOf accountId={open.person.id} onClose={close} />}
          {open?.kind === 'deactivate' && (
            <Confirm
              title={t('people.deactivateTitle', { name: open.person.name })}
              text={t('people.deactivateText')}
              confirmLabel={t('people.deactivate')}
              cancelLabel={t('common:cancel')}
              onConfirm={() => void change(() => deactivate(open.person.id))}
              onClose={close}
            />
          )}
        </>
      )}
    </AdminPage>
  );
}
