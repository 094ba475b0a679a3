import type { FieldValues } from '#contracts/common.js';
import { valueAt } from '#contracts/custom-fields.rules.js';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { customFieldsQuery } from '../../../client/custom-fields.data.js';
import { IconButton } from '../../../ui/button.js';
import { SelectField } from '../../../ui/field.js';
import { FieldLine } from './field-line.js';
import { fieldName } from './field-words.js';

interface Props {
  /** The keys that stand here, in the order in which they were chosen. */
  chosen: readonly string[];
  values: FieldValues;
  onChange: (chosen: readonly string[], values: FieldValues) => void;
  /** Whether fields are added and taken out here. */
  label?: string;
  dropLabel?: (name: string) => string;
}

/** Some of the organisation's fields with a value each. */
export function ChosenFields({ chosen, values, onChange, label, dropLabel }: Props) {
  const { t } = useTranslation('fields');
  const fields = (useQuery(customFieldsQuery).data?.items ?? []).filter(({ retiredAt }) => retiredAt === null);
  const without = (key: string) => Object.fromEntries(Object.entries(values).filter(([one]) => one !== key));
  const free = fields.filter(({ key }) => !chosen.includes(key));
  return (
    <div className="flex flex-col gap-3">
      {fields
        .filter(({ key }) => chosen.includes(key))
        .map((field) => (
          <div key={field.id} className="flex items-start gap-1">
            <div className="min-w-0 flex-1">
              <FieldLine look="form" field={field} value={valueAt(values, field.key) ?? null} onCommit={(value) => onChange(chosen, value === null ? without(field.key) : { ...values, [field.key]: value })} />
            </div>
            {dropLabel && (
              <IconButton label={dropLabel(fieldName(field))} onClick={() => onChange(chosen.filter((key) => key !== field.key), without(field.key))}>
                <X size={16} aria-hidden />
              </IconButton>
            )}
          </div>
        ))}
      {label && free.length > 0 && (
        <SelectField label={label} value="" onChange={(event) => event.target.value && onChange([...chosen, event.target.value], values)}>
          <option value="">{t('nothing')}</option>
          {free.map((field) => (
            <option key={field.id} value={field.key}>
              {fieldName(field)}
            </option>
          ))}
        </SelectField>
      )}
    </div>
  );
}
