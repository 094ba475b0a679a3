import type { Account, Team } from '#contracts/accounts.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { addTeam, changeTeam } from '../../../client/people.data.js';
import { queryClient } from '../../../client/query.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { SelectField, TextField } from '../../../ui/field.js';
import { CheckList } from '../../app/check-list.js';
import { StaleError } from '../../app/stale-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';

interface Props {
  team: z.infer<typeof Team> | null;
  people: readonly Account[];
  calendars: readonly { id: string; name: string }[];
  onClose: () => void;
  onReload: () => void;
}

/** A new team, or another name and other members for one that is there. */
export function TeamDialog({ team, people, calendars, onClose, onReload }: Props) {
  const { t } = useTranslation('admin');
  const [memberIds, setMemberIds] = useState(() => team?.members.map((member) => member.id) ?? []);
  const [calendarId, setCalendarId] = useState(team?.calendar?.id ?? '');
  // The present one can be chosen before the others are here.
  const choices = team?.calendar && calendars.every(({ id }) => id !== team.calendar?.id) ? [team.calendar, ...calendars] : calendars;
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    const body = { name: fieldOf(form, 'name'), memberIds, calendarId: calendarId || null };
    await (team ? changeTeam(team.id, body, team.version) : addTeam(body));
    await queryClient.invalidateQueries({ queryKey: ['people'] });
    onClose();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={team?.name ?? t('teams.add')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="team" look="primary" busy={busy}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <form id="team" onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField
          label={t('teams.name')}
          name="name"
          defaultValue={team?.name ?? ''}
          required
          maxLength={60}
          error={error?.code === 'team/name_taken' ? error.text : undefined}
        />
        <SelectField label={t('teams.calendar')} hint={t('teams.calendarHint')} value={calendarId} onChange={(event) => setCalendarId(event.target.value)}>
          <option value="">{t('teams.always')}</option>
          {choices.map((calendar) => (
            <option key={calendar.id} value={calendar.id}>
              {calendar.name}
            </option>
          ))}
        </SelectField>
        <CheckList label={t('teams.members')} options={people} value={memberIds} onChange={setMemberIds} />
        <StaleError error={error?.code === 'team/name_taken' ? null : error} onReload={onReload} />
      </form>
    </Dialog>
  );
}
