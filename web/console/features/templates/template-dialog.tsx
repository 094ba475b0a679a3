import type { CannedScope } from '#contracts/canned-replies.js';
import type { TicketTemplate, TicketTemplates } from '#contracts/ticket-templates.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../../client/query.js';
import { addTemplate, changeTemplate } from '../../../client/ticket-templates.data.js';
import { Button } from '../../../ui/button.js';
import { Choices, Segments } from '../../../ui/choice.js';
import { Dialog } from '../../../ui/dialog.js';
import { SelectField, TextArea, TextField } from '../../../ui/field.js';
import { ChosenFields } from '../../app/fields/chosen-fields.js';
import { FormError } from '../../app/form-error.js';
import { TemplateGone } from '../../app/template-gone.js';
import { fieldOf, useSubmit } from '../../app/use-submit.js';
import { useTeams } from '../../app/use-teams.js';

const TYPES = ['question', 'problem', 'complaint', 'task'] as const;
const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
interface Props {
  /** Null for a new one. */
  item: TicketTemplate | null;
  can: TicketTemplates['can'];
  onClose: () => void;
}

/** A template: what it is called, whose it is, and what a ticket begins with. */
export function TemplateDialog({ item, can, onClose }: Props) {
  const { t } = useTranslation('templates');
  const teams = useTeams();
  const opens = item?.opens;
  const [scope, setScope] = useState<CannedScope>(item?.scope ?? 'own');
  const [kind, setKind] = useState<'none' | 'note' | 'reply'>(opens?.message ? (opens.message.internal ? 'note' : 'reply') : 'none');
  const [fields, setFields] = useState<{ chosen: readonly string[]; values: TicketTemplate['opens']['fields'] }>({ chosen: Object.keys(opens?.fields ?? {}), values: opens?.fields ?? {} });
  const scopes = (['own', 'team', 'all'] as const).filter((one) => one === 'own' || (one === 'team' ? can.makeForTeams.length > 0 : can.makeForAll));
  const { busy, error, onSubmit } = useSubmit(async (form) => {
    const body = {
      title: fieldOf(form, 'title'),
      folder: fieldOf(form, 'folder').trim() || null,
      scope,
      teamId: scope === 'team' ? fieldOf(form, 'team') : null,
      opens: {
        subject: fieldOf(form, 'subject').trim() || null,
        type: TYPES.find((type) => type === fieldOf(form, 'type')) ?? 'question',
        priority: PRIORITIES.find((priority) => priority === fieldOf(form, 'priority')) ?? 'normal',
        tags: fieldOf(form, 'tags').split(/[,，、]/u).map((tag) => tag.trim()).filter(Boolean),
        teamId: fieldOf(form, 'ticketTeam') || null,
        fields: fields.values,
        message: kind === 'none' ? null : { text: fieldOf(form, 'text'), internal: kind === 'note' },
      },
    };
    await (item ? changeTemplate(item.id, body, item.version) : addTemplate(body));
    await queryClient.invalidateQueries({ queryKey: ['templates'] });
    onClose();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={item ? t('changeOf', { title: item.title }) : t('add')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" form="template" look="primary" busy={busy}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <form id="template" onSubmit={onSubmit} className="flex flex-col gap-5">
        <TemplateGone gone={item?.gone ?? []} />
        <div className="grid gap-4 mid:grid-cols-[2fr_1fr]">
          <TextField label={t('field.title')} hint={t('field.titleHint')} name="title" defaultValue={item?.title} required maxLength={80} dir="auto" />
          <TextField label={t('field.folder')} hint={t('field.folderHint')} name="folder" defaultValue={item?.folder ?? ''} maxLength={40} dir="auto" />
        </div>
        <TextField label={t('field.subject')} name="subject" defaultValue={opens?.subject ?? ''} maxLength={200} dir="auto" />
        <div className="grid gap-4 mid:grid-cols-2">
          <SelectField label={t('field.type')} name="type" defaultValue={opens?.type ?? 'question'}>
            {TYPES.map((type) => (
              <option key={type} value={type}>
                {t(`opening:types.${type}`)}
              </option>
            ))}
          </SelectField>
          <SelectField label={t('field.priority')} name="priority" defaultValue={opens?.priority ?? 'normal'}>
            {PRIORITIES.map((priority) => (
              <option key={priority} value={priority}>
                {t(`opening:priorities.${priority}`)}
              </option>
            ))}
          </SelectField>
          <TextField label={t('field.tags')} hint={t('field.tagsHint')} name="tags" defaultValue={opens?.tags.join(', ')} dir="auto" />
          <SelectField key={teams.length} label={t('field.ticketTeam')} name="ticketTeam" defaultValue={opens?.teamId ?? ''}>
            <option value="">{t('field.wayIn')}</option>
            {teams.map((team) => (
              <option key={team.id} value={team.id}>
                {team.name}
              </option>
            ))}
          </SelectField>
        </div>
        <ChosenFields {...fields} onChange={(chosen, values) => setFields({ chosen, values })} label={t('field.add')} dropLabel={(name) => t('field.drop', { name })} />
        <div className="flex flex-col gap-2">
          <span className="text-13 font-medium">{t('field.kind')}</span>
          <Segments label={t('field.kind')} value={kind} onChange={setKind} options={(['none', 'note', 'reply'] as const).map((value) => ({ value, label: t(`field.${value}`) }))} />
          {kind !== 'none' && <TextArea label={t('field.text')} name="text" defaultValue={opens?.message?.text} required maxLength={8000} rows={4} />}
        </div>
        {scopes.length > 1 && <Choices label={t('scope.label')} value={scope} options={scopes.map((value) => ({ value, label: t(`scope.${value}`), hint: t(`scope.${value}Hint`) }))} onChange={setScope} />}
        {scope === 'team' && (
          <SelectField label={t('field.team')} name="team" defaultValue={item?.team?.id}>
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
