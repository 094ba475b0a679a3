import type { CustomField } from '#contracts/custom-fields.js';
import { withOptions } from '#contracts/custom-fields.rules.js';
import { useQuery } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customFieldsQuery } from '../../../client/custom-fields.data.js';
import { Button, IconButton } from '../../../ui/button.js';
import { FIELD_TEXTS } from '../../app/fields/field-texts.js';
import { fieldName, valueText } from '../../app/fields/field-words.js';
import { useTexts } from '../../app/use-texts.js';

const CONTROL = 'h-9 min-w-0 flex-1 basis-32 rounded-control border border-line-strong bg-surface px-3 text-14';
const MOST = 5;
const partsOf = (wish: string): [key: string, value: string] => [wish.slice(0, wish.indexOf(':')), wish.slice(wish.indexOf(':') + 1)];

/** What must stand in fields of the organisation: `key:value`, as addresses, searches and views say it. */
export function FieldWishes({ wishes, onChange }: { wishes: readonly string[]; onChange: (wishes: string[] | undefined) => void }) {
  const { t } = useTranslation('fields');
  const ready = useTexts('fields', FIELD_TEXTS);
  const fields = useQuery(customFieldsQuery).data?.items ?? [];
  const [first] = fields;
  if (!ready || !first) return null;
  const put = (next: string[]) => onChange(next.length > 0 ? next : undefined);
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-13 font-medium">{t('title')}</legend>
      {wishes.map((wish, at) => {
        const [key, value] = partsOf(wish);
        const change = (next: string) => put(wishes.map((one, index) => (index === at ? next : one)));
        return (
          <div key={at} className="flex flex-wrap items-center gap-2">
            <select className={CONTROL} aria-label={t('when.field')} value={key} onChange={(event) => change(`${event.target.value}:*`)}>
              {fields.map((field) => (
                <option key={field.key} value={field.key}>
                  {fieldName(field)}
                </option>
              ))}
            </select>
            <Value key={key} field={fields.find((field) => field.key === key)} value={value} onChange={(next) => change(`${key}:${next}`)} />
            <IconButton label={t('when.remove')} onClick={() => put(wishes.filter((_, index) => index !== at))}>
              <Trash2 size={16} aria-hidden />
            </IconButton>
          </div>
        );
      })}
      {wishes.length < MOST && (
        <Button size="small" className="self-start" icon={<Plus size={14} aria-hidden />} onClick={() => put([...wishes, `${first.key}:*`])}>
          {t('wish.add')}
        </Button>
      )}
    </fieldset>
  );
}

function Value({ field, value, onChange }: { field: CustomField | undefined; value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('fields');
  const [typed, setTyped] = useState(value === '*' || value === 'none' ? '' : value);
  const listed = field?.kind === 'yes_no' ? (['yes', 'no'] as const).map((id) => ({ id, name: t(id) })) : field && withOptions(field.kind) ? field.options.map(({ key }) => ({ id: key, name: valueText(field, key) })) : null;
  if (listed)
    return (
      <select className={CONTROL} aria-label={t('wish.value')} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="*">{t('wish.anything')}</option>
        <option value="none">{t('wish.none')}</option>
        {listed.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    );
  const range = field?.kind === 'number' || field?.kind === 'date';
  return (
    <input
      className={CONTROL}
      aria-label={t('wish.value')}
      dir="auto"
      maxLength={200}
      placeholder={t(range ? (field.kind === 'date' ? 'wish.days' : 'wish.numbers') : 'wish.anything')}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        // A comma ends a wish in an address.
        onChange(event.target.value.replaceAll(/[,，、]/gu, ' ').trim() || '*');
      }}
    />
  );
}

/** A wish as one reads it. */
export function wishText(wish: string, fields: readonly CustomField[]): string {
  const [key, value] = partsOf(wish);
  const field = fields.find((one) => one.key === key);
  const said = value === 'none' ? '–' : value === '*' ? '' : field?.kind === 'yes_no' ? valueText(field, value === 'yes') : field && withOptions(field.kind) ? valueText(field, value) : value;
  return [field ? fieldName(field) : key, said].filter((part) => part !== '').join(': ');
}
