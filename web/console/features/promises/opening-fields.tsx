import type { TicketTemplate } from '#contracts/ticket-templates.js';
import { useTranslation } from 'react-i18next';
import { CheckField, SelectField, TextField } from '../../../ui/field.js';

export const TYPES = ['question', 'problem', 'complaint', 'task'] as const;
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;

interface Props {
  /** Somebody is chosen. */
  known: boolean;
  /** What it begins with. */
  template: TicketTemplate | null;
}

/** Whose ticket it is, where nobody is chosen, and what it is about. */
export function OpeningFields({ known, template }: Props) {
  const { t } = useTranslation('opening');
  const opens = template?.opens;
  return (
    <>
      {!known && (
        <div className="grid gap-4 mid:grid-cols-2">
          <TextField label={t('name')} name="name" maxLength={120} required autoComplete="off" dir="auto" />
          <TextField label={t('email')} name="email" type="email" maxLength={254} autoComplete="off" />
        </div>
      )}
      <TextField key={`subject ${template?.id}`} label={t('subject')} name="subject" defaultValue={opens?.subject ?? ''} required maxLength={200} autoComplete="off" dir="auto" />
      <div key={`facts ${template?.id}`} className="grid gap-4 mid:grid-cols-2">
        <SelectField label={t('type')} name="type" defaultValue={opens?.type ?? 'question'}>
          {TYPES.map((type) => (
            <option key={type} value={type}>
              {t(`types.${type}`)}
            </option>
          ))}
        </SelectField>
        <SelectField label={t('priority')} name="priority" defaultValue={opens?.priority ?? 'normal'}>
          {PRIORITIES.map((priority) => (
            <option key={priority} value={priority}>
              {t(`priorities.${priority}`)}
            </option>
          ))}
        </SelectField>
      </div>
      {opens && <TextField key={`tags ${template.id}`} label={t('templates:field.tags')} hint={t('templates:field.tagsHint')} name="tags" defaultValue={opens.tags.join(', ')} autoComplete="off" dir="auto" />}
      <CheckField label={t('toMe')} name="toMe" defaultChecked />
    </>
  );
}
