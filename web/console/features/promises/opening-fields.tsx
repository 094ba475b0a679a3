import { useTranslation } from 'react-i18next';
import { CheckField, SelectField, TextField } from '../../../ui/field.js';

export const TYPES = ['question', 'problem', 'complaint', 'task'] as const;
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;

/** Whose ticket it is, where nobody is chosen, and what it is about. */
export function OpeningFields({ known }: { known: boolean }) {
  const { t } = useTranslation('opening');
  return (
    <>
      {!known && (
        <div className="grid gap-4 mid:grid-cols-2">
          <TextField label={t('name')} name="name" maxLength={120} required autoComplete="off" dir="auto" />
          <TextField label={t('email')} name="email" type="email" maxLength={254} autoComplete="off" />
        </div>
      )}
      <TextField label={t('subject')} name="subject" required maxLength={200} autoComplete="off" dir="auto" />
      <div className="grid gap-4 mid:grid-cols-2">
        <SelectField label={t('type')} name="type" defaultValue="question">
          {TYPES.map((type) => (
            <option key={type} value={type}>
              {t(`types.${type}`)}
            </option>
          ))}
        </SelectField>
        <SelectField label={t('priority')} name="priority" defaultValue="normal">
          {PRIORITIES.map((priority) => (
            <option key={priority} value={priority}>
              {t(`priorities.${priority}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <CheckField label={t('toMe')} name="toMe" defaultChecked />
    </>
  );
}
