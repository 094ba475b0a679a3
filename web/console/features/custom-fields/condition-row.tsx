import type { CustomField, FieldCondition } from '#contracts/custom-fields.js';
import { withOptions } from '#contracts/custom-fields.rules.js';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TYPES } from '../../../client/ticket-life.data.js';
import { IconButton } from '../../../ui/button.js';
import { fieldName, valueText } from '../../app/fields/field-words.js';
import { blankCondition } from './field-draft.rules.js';

export interface Around {
  readonly fields: readonly CustomField[];
  readonly teams: readonly { id: string; name: string }[];
  readonly channels: readonly { id: string; name: string }[];
}
interface Props extends Around {
  condition: FieldCondition;
  onChange: (condition: FieldCondition) => void;
  onRemove: () => void;
}

const BY = ['type', 'team', 'channel', 'tag', 'field'] as const;
const CONTROL = 'h-8 min-w-0 rounded-control border border-line-strong bg-surface px-2 text-13';

/** One thing that must be so for a field to be shown. */
export function ConditionRow({ condition, fields, teams, channels, onChange, onRemove }: Props) {
  const { t } = useTranslation('fields');
  const asked = condition.by === 'field' ? fields.find(({ key }) => key === condition.key) : undefined;
  const put = (value: readonly string[]) => {
    const next = [...value];
    if (condition.by === 'type') onChange({ ...condition, in: TYPES.filter((type) => next.includes(type)) });
    else onChange({ ...condition, in: next });
  };
  const options = { type: TYPES.map((id) => ({ id: id as string, name: t(`type.${id}`) })), team: teams, channel: channels, tag: null, field: choicesOf(asked) }[condition.by];
  return (
    <div className="flex flex-wrap items-start gap-2">
      <select
        className={CONTROL}
        aria-label={t('when.by')}
        value={condition.by}
        onChange={(event) => {
          const by = BY.find((one) => one === event.target.value);
          if (by) onChange(blankCondition(by, fields[0]?.key));
        }}
      >
        {BY.map((by) => (
          <option key={by} value={by}>
            {t(`when.by_${by}`)}
          </option>
        ))}
      </select>
      {condition.by === 'field' && (
        <select className={CONTROL} aria-label={t('when.field')} value={condition.key} onChange={(event) => onChange({ by: 'field', key: event.target.value, in: [] })}>
          {fields.map((field) => (
            <option key={field.key} value={field.key}>
              {fieldName(field)}
            </option>
          ))}
        </select>
      )}
      {options ? <Marks label={t(`when.by_${condition.by}`)} options={options} value={condition.in} onChange={put} /> : <Listed label={t('when.words')} value={condition.in} onChange={put} />}
      {condition.by === 'field' && condition.in.length === 0 && <span className="flex min-h-8 items-center text-13 text-muted">{t('when.anything')}</span>}
      <IconButton label={t('when.remove')} className="ms-auto" onClick={onRemove}>
        <Trash2 size={16} aria-hidden />
      </IconButton>
    </div>
  );
}

/** What a field may hold, where that is a short list. */
function choicesOf(field: CustomField | undefined): { id: string; name: string }[] | null {
  if (!field) return [];
  if (field.kind === 'yes_no') return [{ id: 'yes', name: valueText(field, true) }, { id: 'no', name: valueText(field, false) }];
  return withOptions(field.kind) ? field.options.map(({ key }) => ({ id: key, name: valueText(field, key) })) : null;
}

function Marks({ label, options, value, onChange }: { label: string; options: Around['teams']; value: readonly string[]; onChange: (value: string[]) => void }) {
  return (
    <div role="group" aria-label={label} className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1">
      {options.map(({ id, name }) => (
        <label key={id} className="flex items-center gap-1.5 text-13">
          <input type="checkbox" className="size-4 accent-accent" checked={value.includes(id)} onChange={() => onChange(value.includes(id) ? value.filter((one) => one !== id) : [...value, id])} />
          <span dir="auto">{name}</span>
        </label>
      ))}
    </div>
  );
}

/** Words between commas. */
function Listed({ label, value, onChange }: { label: string; value: readonly string[]; onChange: (value: string[]) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      className={`${CONTROL} flex-1 basis-40`}
      aria-label={label}
      placeholder={label}
      dir="auto"
      value={typed ?? value.join(', ')}
      onBlur={() => setTyped(null)}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange([...new Set(event.target.value.split(/[,，、]/u).map((word) => word.trim()).filter((word) => word !== ''))]);
      }}
    />
  );
}
