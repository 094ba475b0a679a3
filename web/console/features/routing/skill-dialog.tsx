import type { Skill } from '#contracts/routing.js';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../../client/query.js';
import { makeSkill, renameSkill } from '../../../client/routing.data.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { TextField } from '../../../ui/field.js';
import { FormError } from '../../app/form-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';

/** A new skill, or another name for one. */
export function SkillDialog({ skill, onClose }: { skill: Skill | null; onClose: () => void }) {
  const { t } = useTranslation('routing');
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    const body = { name: fieldOf(form, 'name') };
    await (skill ? renameSkill(skill.id, body, skill.version) : makeSkill(body));
    await queryClient.invalidateQueries({ queryKey: ['routing'] });
    onClose();
  });
  const taken = error?.code === 'skill/name_taken';
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={skill ? t('skill.renameOf', { name: skill.name }) : t('skill.add')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="skill" look="primary" busy={busy}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <form id="skill" onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField label={t('skill.name')} name="name" dir="auto" required maxLength={60} defaultValue={skill?.name ?? ''} error={taken ? error.text : undefined} />
        <FormError text={taken ? undefined : error?.text} />
      </form>
    </Dialog>
  );
}
