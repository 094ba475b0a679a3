import type { RuleCondition } from '#contracts/automation.js';
import { CONDITION_FIELDS } from '#contracts/automation.fields.js';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../ui/class-names.js';
import { CONTROL, InlineSelect } from './inline-select.js';
import { type Named, useNames } from './use-names.js';

/** More than so many are chosen from a list; fewer stand beside each other. */
const FEW = 7;
const CHIP = 'inline-flex h-8 cursor-pointer items-center gap-1.5 rounded-control border px-2.5 text-13 has-focus-visible:outline-2 has-focus-visible:outline-focus';

interface Props {
  condition: RuleCondition;
  label: string;
  onChange: (values: string[]) => void;
}

/** What a condition asks for: some of a few, some of many, words, or a number. */
export function ConditionValues({ condition: { field, values }, label, onChange }: Props) {
  const { optionsOf } = useNames();
  const { kind } = CONDITION_FIELDS[field];
  const options = optionsOf(field);
  if (kind === 'yes') return null;
  if (kind === 'number')
    return <input aria-label={label} type="number" inputMode="numeric" min={0} max={9999} className={`${CONTROL} tabular w-20`} value={values[0] ?? ''} onChange={({ target }) => onChange(/^\d{1,4}$/.test(target.value) ? [target.value] : [])} />;
  if (options === null) return <Words label={label} values={values} onChange={onChange} />;
  const known: readonly Named[] = [...options, ...values.filter((id) => !options.some((one) => one.id === id)).map((id) => ({ id, name: '?' }))];
  return known.length <= FEW ? <Few label={label} options={known} values={values} onChange={onChange} /> : <Many label={label} options={known} values={values} onChange={onChange} />;
}

interface Choice {
  label: string;
  options: readonly Named[];
  values: readonly string[];
  onChange: (values: string[]) => void;
}

function Few({ label, options, values, onChange }: Choice) {
  return (
    <span role="group" aria-label={label} className="flex flex-wrap gap-1.5">
      {options.map(({ id, name }) => {
        const isIn = values.includes(id);
        return (
          <label key={id} className={cx(CHIP, isIn ? 'border-accent bg-tint text-accent-text' : 'border-line-strong bg-surface hover:bg-hover')}>
            <input type="checkbox" className="sr-only" checked={isIn} onChange={() => onChange(isIn ? values.filter((one) => one !== id) : [...values, id])} />
            {name}
          </label>
        );
      })}
    </span>
  );
}

function Many({ label, options, values, onChange }: Choice) {
  const { t } = useTranslation('rules');
  return (
    <span role="group" aria-label={label} className="flex min-w-0 flex-wrap gap-1.5">
      {values.map((id) => {
        const name = options.find((one) => one.id === id)?.name ?? id;
        return (
          <button key={id} type="button" aria-label={t('form.without', { name })} className={cx(CHIP, 'border-accent bg-tint text-accent-text')} onClick={() => onChange(values.filter((one) => one !== id))}>
            {name}
            <X size={14} aria-hidden />
          </button>
        );
      })}
      <InlineSelect label={label} className="max-w-48" value="" empty={t('form.choose')} options={options.filter(({ id }) => !values.includes(id))} onChange={(id) => onChange([...values, id])} />
    </span>
  );
}

/** Words or tags between commas. */
export function Words({ label, values, onChange }: Omit<Choice, 'options'>) {
  const { t } = useTranslation('rules');
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      aria-label={label}
      className={`${CONTROL} w-full mid:w-64`}
      dir="auto"
      autoComplete="off"
      maxLength={400}
      placeholder={t('form.commas')}
      value={typed ?? values.join(', ')}
      onBlur={() => setTyped(null)}
      onChange={({ target }) => {
        setTyped(target.value);
        onChange([...new Set(target.value.split(/[,，、]/u).map((word) => word.trim()).filter(Boolean))].slice(0, 20));
      }}
    />
  );
}
