import type { CannedScope } from '#contracts/canned-replies.js';
import type { Macro, Macros } from '#contracts/macros.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addMacro, changeMacro } from '../../../client/macros.data.js';
import { queryClient } from '../../../client/query.js';
import { Button } from '../../../ui/button.js';
import { Choices } from '../../../ui/choice.js';
import { Dialog } from '../../../ui/dialog.js';
import { SelectField, TextField } from '../../../ui/field.js';
import { FormError } from '../../app/form-error.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';
import { MacroActionsField, type Step } from './macro-actions.js';
import { emptyAction, isComplete, trimmed } from './macro-draft.js';

interface Props {
  /** Null for a new one. */
  item: Macro | null;
  can: Macros['can'];
  onClose: () => void;
}

/** A macro: what it is called, whose it is, and what it does in which order. */
export function MacroDialog({ item: macro, can, onClose }: Props) {
  const { t } = useTranslation('macros');
  const [scope, setScope] = useState<CannedScope>(macro?.scope ?? 'own');
  const [steps, setSteps] = useState<readonly Step[]>(() => (macro?.actions ?? [emptyAction('add_tags')]).map((action, key) => ({ key, action })));
  const complete = steps.every(({ action }) => isComplete(action));
  const scopes = (['own', 'team', 'all'] as const).filter((one) => one === 'own' || (one === 'team' ? can.makeForTeams.length > 0 : can.makeForAll));
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    const body = {
      title: fieldOf(form, 'title'),
      folder: fieldOf(form, 'folder').trim() || null,
      scope,
      teamId: scope === 'team' ? fieldOf(form, 'team') : null,
      actions: steps.map(({ action }) => trimmed(action)),
    };
    await (macro ? changeMacro(macro.id, body, macro.version) : addMacro(body));
    await queryClient.invalidateQueries({ queryKey: ['macros'] });
    onClose();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={macro ? t('changeOf', { title: macro.title }) : t('add')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="macro" look="primary" busy={busy} disabled={!complete} title={complete ? undefined : t('incomplete')}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <form id="macro" onSubmit={onSubmit} className="flex flex-col gap-5">
        <div className="grid gap-4 mid:grid-cols-[2fr_1fr]">
          <TextField label={t('field.title')} hint={t('field.titleHint')} name="title" defaultValue={macro?.title} required maxLength={80} dir="auto" />
          <TextField label={t('field.folder')} hint={t('field.folderHint')} name="folder" defaultValue={macro?.folder ?? ''} maxLength={40} dir="auto" />
        </div>
        <MacroActionsField steps={steps} onChange={setSteps} />
        {scopes.length > 1 && (
          <Choices label={t('scope.label')} value={scope} options={scopes.map((value) => ({ value, label: t(`scope.${value}`), hint: t(`scope.${value}Hint`) }))} onChange={setScope} />
        )}
        {scope === 'team' && (
          <SelectField label={t('field.team')} name="team" defaultValue={macro?.team?.id}>
            {can.makeForTeams.map((team) => (
              <option key={team.id} value={team.id}>
                {team.name}
              </option>
            ))}
          </SelectField>
        )}
        <FormError text={error?.text} />
      </form>
    </Dialog>
  );
}
