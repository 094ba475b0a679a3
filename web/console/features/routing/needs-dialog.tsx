import type { TicketRouting } from '#contracts/routing.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageName } from '../../../client/format.js';
import { queryClient } from '../../../client/query.js';
import { putNeeds, ticketRoutingQuery } from '../../../client/routing.data.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { SelectField } from '../../../ui/field.js';
import { FormError } from '../../app/form-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';
import { languagesBut } from './languages.js';
import { type Skilled, SkillsField } from './skills-field.js';

/** What a ticket needs, by hand: beside what its team asks. */
export function NeedsDialog({ ticketId, routing, onClose }: { ticketId: string; routing: TicketRouting; onClose: () => void }) {
  const { t } = useTranslation('routing');
  const own = routing.language?.by === 'hand' ? routing.language.code : '';
  const [skills, setSkills] = useState<Skilled[]>(() => routing.skills.filter(({ by }) => by !== 'team').map(({ skillId, level }) => ({ skillId, level })));
  const languages = languagesBut([]);
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    await putNeeds(ticketId, { language: fieldOf(form, 'language') || null, skills });
    await queryClient.invalidateQueries({ queryKey: ticketRoutingQuery(ticketId).queryKey });
    onClose();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('pane.needsTitle')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="needs" look="primary" busy={busy}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <form id="needs" onSubmit={onSubmit} className="flex flex-col gap-5">
        <SelectField label={t('pane.language')} name="language" defaultValue={own}>
          <option value="">{t('pane.ownLanguage')}</option>
          {own !== '' && languages.every(({ id }) => id !== own) && <option value={own}>{languageName(own)}</option>}
          {languages.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <div className="flex flex-col gap-1.5">
          <SkillsField label={t('person.skills')} value={skills} onChange={setSkills} />
          <p className="text-13 text-muted">{t('pane.teamAsks')}</p>
        </div>
        <FormError text={error?.text} />
      </form>
    </Dialog>
  );
}
