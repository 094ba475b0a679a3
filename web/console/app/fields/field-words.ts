import type { FieldValue } from '#contracts/common.js';
import type { CustomField } from '#contracts/custom-fields.js';
import { nameIn } from '#contracts/custom-fields.rules.js';
import i18next from 'i18next';
import { currentLocale } from '../../../client/i18n.js';

export const fieldName = (field: Pick<CustomField, 'names'>): string => nameIn(field.names, currentLocale());

/** A value as one reads it. A field that this person knows nothing of is shown by what it holds. */
export function valueText(field: Pick<CustomField, 'kind' | 'options'> | undefined, value: FieldValue | null): string {
  if (value === null) return '–';
  if (typeof value === 'boolean') return i18next.t(value ? 'fields:yes' : 'fields:no');
  const named = (key: string) => {
    const option = field?.options.find((one) => one.key === key);
    return option ? nameIn(option.names, currentLocale()) : key;
  };
  if (Array.isArray(value)) return value.map(named).join(i18next.t('fields:between'));
  if (typeof value === 'number') return new Intl.NumberFormat(currentLocale(), { maximumFractionDigits: 6 }).format(value);
  if (field?.kind === 'date') return new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${value}T00:00:00Z`));
  return named(value);
}
