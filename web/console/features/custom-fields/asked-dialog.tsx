import type { FieldValue } from '#contracts/common.js';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customFieldsQuery } from '../../../client/custom-fields.data.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import type { Asked } from '../../app/fields/asked-fields.js';
import { FieldLine } from '../../app/fields/field-line.js';
import { FIELD_TEXTS } from '../../app/fields/field-texts.js';
import { FormError } from '../../app/form-error.js';
import { useSubmit } from '../../app/use-submit.js';
import { useTexts } from '../../app/use-texts.js';

/** What is asked for before a ticket is done: filled in here, and the deed goes on. */
export default function AskedDialog({ asked }: { asked: Asked }) {
  const { t } = useTranslation('fields');
  const ready = useTexts('fields', FIELD_TEXTS);
  const fields = useQuery(customFieldsQuery).data?.items;
  const [values, setValues] = useState<Readonly<Record<string, FieldValue | null>>>({});
  const { busy, error, onSubmit } = useSubmit(() => asked.answer(values));
  if (!ready || !fields) return null;
  const wanted = fields.filter(({ key }) => asked.keys.includes(key));
  const filled = wanted.every(({ key }) => (values[key] ?? null) !== null);
  return (
    <Dialog
      open
      onClose={asked.leave}
      size="small"
      title={t('asked.title')}
      description={t('asked.lead')}
      closeLabel={t('common:close')}
      actions={
        <>
          <Button onClick={asked.leave}>{t('common:cancel')}</Button>
          <Button type="submit" form="asked-fields" look="primary" busy={busy} disabled={!filled}>
            {t('asked.go')}
          </Button>
        </>
      }
    >
      <form id="asked-fields" onSubmit={onSubmit} className="flex flex-col gap-4">
        {wanted.map((field) => (
          <FieldLine key={field.id} look="form" eager field={field} value={values[field.key] ?? null} onCommit={(value) => setValues((now) => ({ ...now, [field.key]: value }))} />
        ))}
        <FormError text={error?.text} />
      </form>
    </Dialog>
  );
}
