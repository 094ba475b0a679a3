import type { Team } from '#contracts/accounts.js';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { currentLocale } from '../../../client/i18n.js';
import { changeTeam } from '../../../client/people.data.js';
import { queryClient } from '../../../client/query.js';
import { addOpeningHours } from '../../../client/setup.data.js';
import { Button } from '../../../ui/button.js';
import { CheckField, SelectField, TextField } from '../../../ui/field.js';
import { FormError } from '../../app/form-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';
import { WEEKDAYS, weekOf } from './hours.rules.js';

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const ZONES = [...new Set([HERE, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort();
/** A Monday, to name the days of a week by. */
const MONDAY = Date.UTC(2026, 0, 5);
const DAY_MS = 24 * 3_600_000;

/** One week for every team that has no hours yet; finer ones, holidays and special days come later. */
export function HoursStep({ teams, onDone }: { teams: readonly z.infer<typeof Team>[]; onDone: () => Promise<unknown> }) {
  const { t } = useTranslation('setup');
  const [days, setDays] = useState(WEEKDAYS);
  const without = teams.filter((team) => team.calendar === null);
  const name = new Intl.DateTimeFormat(currentLocale(), { weekday: 'short', timeZone: 'UTC' });
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    const week = weekOf({ from: fieldOf(form, 'from'), to: fieldOf(form, 'to'), days });
    const calendar = await addOpeningHours({ name: fieldOf(form, 'name').trim(), zone: fieldOf(form, 'zone'), week, days: [] });
    for (const team of without) await changeTeam(team.id, { calendarId: calendar.id }, team.version);
    await queryClient.invalidateQueries({ queryKey: ['people'] });
    await onDone();
  });
  if (teams.length > 0 && without.length === 0)
    return (
      <>
        <ul className="flex flex-col gap-1 text-14">
          {teams.map((team) => (
            <li key={team.id}>{t('hours.has', { team: team.name, calendar: team.calendar?.name ?? '' })}</li>
          ))}
        </ul>
        <Link to="/calendars" className="self-start text-13 text-accent-text hover:underline">
          {t('hours.finer')}
        </Link>
        <Button look="primary" className="self-start" onClick={() => void onDone()}>
          {t('goOn')}
        </Button>
      </>
    );
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      <p className="text-13">{t('hours.for', { teams: without.map((team) => team.name).join(', ') })}</p>
      <fieldset className="flex flex-wrap gap-x-4 gap-y-2">
        <legend className="mb-1.5 text-13 font-medium">{t('hours.days')}</legend>
        {days.map((open, index) => (
          <CheckField key={index} label={name.format(MONDAY + index * DAY_MS)} checked={open} onChange={(event) => setDays(days.map((one, at) => (at === index ? event.target.checked : one)))} />
        ))}
      </fieldset>
      <div className="grid gap-4 mid:grid-cols-2">
        <TextField label={t('hours.from')} name="from" type="time" required defaultValue="09:00" />
        <TextField label={t('hours.to')} name="to" type="time" required defaultValue="18:00" hint={t('hours.toHint')} />
        <SelectField label={t('hours.zone')} name="zone" defaultValue={HERE}>
          {ZONES.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </SelectField>
        <TextField label={t('hours.name')} name="name" required maxLength={60} defaultValue={t('hours.nameDefault')} />
      </div>
      <FormError text={error?.text} />
      <Button type="submit" look="primary" busy={busy} className="self-start">
        {t('saveAndGoOn')}
      </Button>
    </form>
  );
}
