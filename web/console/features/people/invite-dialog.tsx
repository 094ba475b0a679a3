import type { Role, Team } from '#contracts/accounts.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { currentLocale, LOCALE_NAMES, LOCALES, nearestLocale } from '../../../client/i18n.js';
import { invite } from '../../../client/people.data.js';
import { queryClient } from '../../../client/query.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { SelectField, TextField } from '../../../ui/field.js';
import { CheckList } from '../../app/check-list.js';
import { CopyField } from '../../app/copy-field.js';
import { FormError } from '../../app/form-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';
import { roleName } from './role-name.js';

interface Props {
  roles: readonly z.infer<typeof Role>[];
  teams: readonly z.infer<typeof Team>[];
  onClose: () => void;
}

/** Invites by e-mail; where no mail server is set, shows the link to hand over. */
export function InviteDialog({ roles, teams, onClose }: Props) {
  const { t } = useTranslation('admin');
  const [roleIds, setRoleIds] = useState<string[]>([]);
  const [teamIds, setTeamIds] = useState<string[]>([]);
  const [done, setDone] = useState<{ link: string | null; email: string } | null>(null);
  // Asked once: a person without a team sees next to nothing, which nobody notices before the first day of work.
  const [warned, setWarned] = useState(false);
  const teamless = teams.length > 0 && teamIds.length === 0 && roles.some(({ id, permissions }) => roleIds.includes(id) && !permissions.includes('ticket.read_all'));
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    if (teamless && !warned) return setWarned(true);
    const email = fieldOf(form, 'email');
    const { link } = await invite({ email, name: fieldOf(form, 'name'), locale: nearestLocale([fieldOf(form, 'locale')]), roleIds, teamIds });
    setDone({ link, email });
    await queryClient.invalidateQueries({ queryKey: ['people'] });
  });
  const head = { open: true, onClose, closeLabel: t('common:close'), title: t('people.inviteTitle') };
  if (done)
    return (
      <Dialog
        {...head}
        actions={
          <Button look="primary" onClick={onClose}>
            {t('people.done')}
          </Button>
        }
      >
        <p className="mb-4 text-14">{t(done.link ? 'people.handOver' : 'people.mailed', { email: done.email })}</p>
        {done.link && <CopyField label={t('people.link')} text={done.link} />}
      </Dialog>
    );
  return (
    <Dialog
      {...head}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="invite" look="primary" busy={busy} disabled={roleIds.length === 0}>
            {t(warned && teamless ? 'people.teamlessNow' : 'people.sendInvitation')}
          </Button>
        </>
      }
    >
      <form id="invite" onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField
          label={t('console:session.email')}
          name="email"
          type="email"
          required
          maxLength={254}
          autoComplete="off"
          error={error?.code === 'account/email_taken' ? error.text : undefined}
        />
        <TextField label={t('console:session.name')} name="name" required maxLength={80} autoComplete="off" />
        <SelectField label={t('common:language')} name="locale" defaultValue={currentLocale()}>
          {LOCALES.map((locale) => (
            <option key={locale} value={locale}>
              {LOCALE_NAMES[locale]}
            </option>
          ))}
        </SelectField>
        <CheckList label={t('people.roles')} options={roles.map((role) => ({ id: role.id, name: roleName(role, t) }))} value={roleIds} onChange={setRoleIds} />
        <CheckList label={t('people.teams')} options={teams} value={teamIds} onChange={setTeamIds} />
        {warned && teamless && <FormError text={t('people.teamless')} />}
        <FormError text={error && error.code !== 'account/email_taken' ? error.text : undefined} />
      </form>
    </Dialog>
  );
}
