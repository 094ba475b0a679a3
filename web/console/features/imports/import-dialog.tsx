import { ImportSource } from '#contracts/imports.js';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { makeImport } from '../../../client/imports.data.js';
import { queryClient } from '../../../client/query.js';
import { Button } from '../../../ui/button.js';
import { Segments } from '../../../ui/choice.js';
import { Dialog } from '../../../ui/dialog.js';
import { SelectField, TextField } from '../../../ui/field.js';
import { FormError } from '../../app/form-error.js';
import { useTeams } from '../../app/use-teams.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';
import { waysInQuery } from '../../../client/views.data.js';

/** A new import: from where, by which way in, and who may see what it brings. */
export function ImportDialog({ onMade, onClose }: { onMade: (id: string) => void; onClose: () => void }) {
  const { t } = useTranslation('imports');
  const [source, setSource] = useState<ImportSource>('zendesk');
  const teams = useTeams();
  const ways = useQuery(waysInQuery).data?.items ?? [];
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    const [channelId, teamId] = [fieldOf(form, 'channel'), fieldOf(form, 'team')];
    const made = await makeImport({ source, place: fieldOf(form, 'place'), ...(channelId ? { channelId } : {}), ...(teamId === '' ? {} : { teamId: teamId === 'none' ? null : teamId }) });
    await queryClient.invalidateQueries({ queryKey: ['imports'] });
    onMade(made.id);
    onClose();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('common:close')}
      title={t('add')}
      description={t('addLead')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="import" look="primary" busy={busy}>
            {t('make')}
          </Button>
        </>
      }
    >
      <form id="import" onSubmit={onSubmit} className="flex flex-col gap-5">
        <div className="flex flex-col gap-1.5">
          <Segments label={t('field.source')} value={source} options={ImportSource.options.map((id) => ({ value: id, label: t(`source.${id}`) }))} onChange={setSource} />
          <p className="text-13 text-muted">{t(`hint.${source}`)}</p>
        </div>
        <TextField label={t('field.place')} hint={t('field.placeHint')} name="place" maxLength={40} dir="auto" autoComplete="off" />
        <SelectField label={t('field.channel')} hint={t('field.channelHint')} name="channel">
          <option value="">{t('field.anyChannel')}</option>
          {ways.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField label={t('field.team')} hint={t('field.teamHint')} name="team">
          <option value="">{t('field.channelTeam')}</option>
          {teams.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          <option value="none">{t('field.noTeam')}</option>
        </SelectField>
        <FormError text={error?.text} />
      </form>
    </Dialog>
  );
}
