import type { Account, Role, Team } from '#contracts/accounts.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { changeAccount } from '../../../client/people.data.js';
import { queryClient } from '../../../client/query.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { TextField } from '../../../ui/field.js';
import { CheckList } from '../../app/check-list.js';
import { StaleError } from '../../app/stale-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';
import { roleName } from './role-name.js';

interface Props {
  person: Account;
  roles: readonly z.infer<typeof Role>[];
  teams: readonly z.infer<typeof Team>[];
  onClose: () => void;
  onReload: () => void;
}

/** Name, places, roles and teams of one person. */
export function PersonDialog({ person, roles, teams, onClose, onReload }: Props) {
  const { t } = useTranslation('admin');
  const [roleIds, setRoleIds] = useState(() => person.roles.map((role) => role.id));
  const [teamIds, setTeamIds] = useState(() => person.teams.map((team) => team.id));
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    await changeAccount(person.id, { name: fieldOf(form, 'name'), capacity: Number(fieldOf(form, 'capacity')), roleIds, teamIds }, person.version);
    await queryClient.invalidateQueries({ queryKey: ['people'] });
    onClose();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={person.name}
      description={person.email}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="person" look="primary" busy={busy} disabled={roleIds.length === 0}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <form id="person" onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField label={t('console:session.name')} name="name" defaultValue={person.name} required maxLength={80} />
        <TextField
          label={t('people.capacity')}
          hint={t('people.capacityHint')}
          name="capacity"
          type="number"
          min={0}
          max={50}
          required
          defaultValue={person.capacity}
        />
        <CheckList label={t('people.roles')} options={roles.map((role) => ({ id: role.id, name: roleName(role, t) }))} value={roleIds} onChange={setRoleIds} />
        <CheckList label={t('people.teams')} options={teams} value={teamIds} onChange={setTeamIds} />
        <StaleError error={error} onReload={onReload} />
      </form>
    </Dialog>
  );
}
