import type { FieldValue } from '#contracts/common.js';
import type { CustomField } from '#contracts/custom-fields.js';
import { cx } from '../../../ui/class-names.js';
import { valueText } from '../../app/fields/field-words.js';

/** Numbers stand one under the other. */
export const standsAtEnd = (field: Pick<CustomField, 'kind'> | undefined): boolean => field?.kind === 'number';

/** What a ticket holds in a field, in a column of a list. */
export function FieldCell({ field, value }: { field: CustomField; value: FieldValue | null }) {
  if (value === null) return null;
  const text = valueText(field, value);
  const numeric = field.kind === 'number' || field.kind === 'date';
  return (
    <span dir={field.kind === 'link' ? 'ltr' : 'auto'} title={text} className={cx('truncate', numeric && 'tabular', standsAtEnd(field) && 'ms-auto')}>
      {text}
    </span>
  );
}
