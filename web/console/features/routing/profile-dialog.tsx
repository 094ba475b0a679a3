import type { RoutingProfile } from '#contracts/routing.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageName } from '../../../client/format.js';
import { queryClient } from '../../../client/query.js';
import { changeRoutingProfile } from '../../../client/routing.data.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { TextField } from '../../../ui/field.js';
import { StaleError } from '../../app/stale-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';
import { languagesBut } from './languages.js';
import { Chosen, ChosenList } from './picker.js';
import { type Skilled, SkillsField } from './skills-field.js';

/** Languages, skills, and how many tickets at once. */
export function ProfileDialog({ profile, onClose, onReload }: { profile: RoutingProfile; onClose: () => void; onReload: () => void }) {
  const { t } = useTranslation('routing');
  const [languages, setLanguages] = useState<readonly string[]>(profile.languages);
  const [skills, setSkills] = useState<Skilled[]>(() => profile.skills.map(({ skillId, level }) => ({ skillId, level })));
  const { name } = profile.account;
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    await changeRoutingProfile(profile.account.id, { languages: [...languages], skills, ticketLimit: Number(fieldOf(form, 'limit')) }, profile.version);
    await queryClient.invalidateQueries({ queryKey: ['routing'] });
    onClose();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('person.title', { name })}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="routing-profile" look="primary" busy={busy}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <form id="routing-profile" onSubmit={onSubmit} className="flex flex-col gap-5">
        <ChosenList label={t('person.languages')} addLabel={t('person.addLanguage')} empty="" options={languagesBut(languages)} onAdd={(code) => setLanguages([...languages, code])}>
          {languages.map((code) => (
            <Chosen key={code} name={languageName(code)} dropLabel={t('person.dropLanguage', { language: languageName(code) })} onDrop={() => setLanguages(languages.filter((one) => one !== code))} />
          ))}
        </ChosenList>
        <SkillsField label={t('person.skills')} value={skills} onChange={setSkills} />
        <TextField label={t('person.limit')} hint={t('person.limitHint')} name="limit" type="number" min={0} max={500} required defaultValue={profile.ticketLimit} />
        <StaleError error={error} onReload={onReload} />
      </form>
    </Dialog>
  );
}
