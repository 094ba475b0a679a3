import type { FieldValue } from '#contracts/common.js';
import type { CustomField } from '#contracts/custom-fields.js';
import { checkValue, type FieldFault, LONGEST, nameIn } from '#contracts/custom-fields.rules.js';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLocale } from '../../../client/i18n.js';
import { readNumber } from './number.rules.js';

interface Props {
  field: CustomField;
  id: string;
  value: FieldValue | null;
  disabled?: boolean;
  className: string;
  describedBy?: string | undefined;
  invalid?: boolean;
  /** Words are kept sign by sign, as far as they are a value; until then there is none. */
  eager?: boolean;
  /** A value that the field takes, or null for none: with every choice, and with words when they are left. */
  onCommit: (value: FieldValue | null) => void;
  /** What was typed and is no such value; null once it is. */
  onFault: (fault: FieldFault | null) => void;
}

/** The control of one field, by its kind. It knows nothing of tickets. */
export function FieldControl({ field, id, value, disabled = false, className, describedBy, invalid = false, eager = false, onCommit, onFault }: Props) {
  const { t } = useTranslation('fields');
  const attributes = { id, disabled, className, 'aria-describedby': describedBy, 'aria-invalid': invalid || undefined };
  const offered = field.options.filter(({ key, retired }) => !retired || [value].flat().includes(key));
  switch (field.kind) {
    case 'choice':
      return (
        <select {...attributes} value={typeof value === 'string' ? value : ''} onChange={(event) => onCommit(event.target.value || null)}>
          <option value="">{t('nothing')}</option>
          {offered.map(({ key, names }) => (
            <option key={key} value={key}>
              {nameIn(names, currentLocale())}
            </option>
          ))}
        </select>
      );
    case 'yes_no':
      return (
        <select {...attributes} value={typeof value === 'boolean' ? String(value) : ''} onChange={(event) => onCommit(event.target.value === '' ? null : event.target.value === 'true')}>
          <option value="">{t('nothing')}</option>
          <option value="true">{t('yes')}</option>
          <option value="false">{t('no')}</option>
        </select>
      );
    case 'multi_choice': {
      const held = Array.isArray(value) ? value : [];
      const toggle = (key: string) => {
        const next = field.options.flatMap((option) => (held.includes(option.key) !== (option.key === key) ? [option.key] : []));
        onCommit(next.length > 0 ? next : null);
      };
      return (
        <div id={id} role="group" aria-describedby={describedBy} className="flex max-h-44 min-w-0 flex-col gap-1 overflow-y-auto px-1.5 py-1.5 text-13">
          {offered.map(({ key, names }) => (
            <label key={key} className="flex min-h-6 items-start gap-2">
              <input type="checkbox" className="mt-0.5 size-4 shrink-0 accent-accent" disabled={disabled} checked={held.includes(key)} onChange={() => toggle(key)} />
              <span dir="auto">{nameIn(names, currentLocale())}</span>
            </label>
          ))}
        </div>
      );
    }
    case 'date':
      return <input {...attributes} type="date" max="2999-12-31" value={typeof value === 'string' ? value : ''} onChange={(event) => onCommit(event.target.value || null)} />;
    case 'text':
    case 'link':
    case 'number':
      return <Words key={eager ? 'typed' : JSON.stringify(value)} {...{ field, value, eager, onCommit, onFault, attributes }} />;
  }
}

interface WordsProps extends Pick<Props, 'field' | 'value' | 'onCommit' | 'onFault'> {
  eager: boolean;
  attributes: { id: string; disabled: boolean; className: string };
}

/** What is typed: kept when it is left or Enter is pressed; Escape takes it back. */
function Words({ field, value, eager, onCommit, onFault, attributes }: WordsProps) {
  const { t } = useTranslation('fields');
  const before = value === null ? '' : String(value);
  const [text, setText] = useState(before);
  // What is kept sign by sign is not begun anew with each of them: a value that did not come from here is followed.
  const said = useRef(value);
  useEffect(() => {
    if (!eager || value === said.current) return;
    said.current = value;
    setText(before);
    onFault(null);
  }, [eager, value]);
  const commit = (next: FieldValue | null) => {
    said.current = next;
    onCommit(next);
  };
  const checkedAs = (typed: string) => checkValue(field, field.kind === 'number' ? (readNumber(typed) ?? typed) : typed, value);
  const type = (typed: string) => {
    setText(typed);
    if (!eager) return;
    const checked = checkedAs(typed);
    commit('fault' in checked ? null : checked.value);
  };
  const save = () => {
    const checked = checkedAs(text);
    onFault('fault' in checked ? checked.fault : null);
    if (!('fault' in checked) && checked.value !== value) commit(checked.value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (!field.multiline || event.ctrlKey || event.metaKey)) save();
    if (event.key !== 'Escape' || text === before || eager) return;
    event.stopPropagation();
    setText(before);
    onFault(null);
  };
  const shared = { ...attributes, value: text, onBlur: save, onKeyDown, placeholder: attributes.disabled ? undefined : t('nothing') };
  if (field.kind === 'text' && field.multiline)
    return <textarea {...shared} dir="auto" rows={2} maxLength={LONGEST.text} className={`${attributes.className} field-sizing-content max-h-40 resize-none py-1.5`} onChange={(event) => type(event.target.value)} />;
  return (
    <input
      {...shared}
      dir={field.kind === 'text' ? 'auto' : 'ltr'}
      inputMode={field.kind === 'number' ? 'decimal' : field.kind === 'link' ? 'url' : undefined}
      maxLength={field.kind === 'link' ? LONGEST.link : LONGEST.line}
      title={field.kind === 'number' ? undefined : before || undefined}
      onChange={(event) => type(event.target.value)}
    />
  );
}
