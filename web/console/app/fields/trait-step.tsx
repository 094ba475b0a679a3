import type { SetField, SetSubState } from '#contracts/macros.js';
import { nameIn } from '#contracts/custom-fields.rules.js';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { customFieldsQuery } from '../../../client/custom-fields.data.js';
import { currentLocale } from '../../../client/i18n.js';
import { subStatesQuery } from '../../../client/sub-states.data.js';
import { CheckField, SelectField } from '../../../ui/field.js';
import { LoadFailure } from '../load-failure.js';
import { useTexts } from '../use-texts.js';
import { FieldLine } from './field-line.js';
import { FIELD_TEXTS } from './field-texts.js';
import { fieldName } from './field-words.js';
import { offered, type TraitAction } from './step.rules.js';

const STATES = ['open', 'pending', 'on_hold', 'solved'] as const;

/** What a step needs that fills in a field or chooses a sub-state. */
export function TraitStep({ action, onChange }: { action: TraitAction; onChange: (action: TraitAction) => void }) {
  const ready = useTexts('fields', FIELD_TEXTS);
  if (!ready) return null;
  return action.do === 'set_field' ? <FieldStep action={action} onChange={onChange} /> : <SubStateStep action={action} onChange={onChange} />;
}

function FieldStep({ action, onChange }: { action: SetField; onChange: (action: SetField) => void }) {
  const { t } = useTranslation('fields');
  const query = useQuery(customFieldsQuery);
  if (!query.data) return query.isError ? <LoadFailure of={query} /> : null;
  const fields = query.data.items;
  const chosen = fields.find(({ key }) => key === action.key);
  const empties = action.value === null;
  return (
    <div className="flex flex-col gap-3">
      <SelectField label={t('step.field')} value={action.key} onChange={({ target }) => onChange({ ...action, key: target.value, value: '' })}>
        {action.key === '' && <option value="">{t('step.choose')}</option>}
        {action.key !== '' && !chosen && <option value={action.key}>{t('step.gone')}</option>}
        {offered(fields, ({ key }) => key === action.key).map((field) => (
          <option key={field.key} value={field.key}>
            {field.retiredAt === null ? fieldName(field) : t('step.retired', { name: fieldName(field) })}
          </option>
        ))}
      </SelectField>
      {chosen && !empties && (
        <FieldLine key={chosen.key} look="form" eager field={chosen} value={action.value === '' ? null : action.value} onCommit={(value) => onChange({ ...action, value: value ?? '' })} />
      )}
      {chosen && <CheckField label={t('step.empty')} checked={empties} onChange={({ target }) => onChange({ ...action, value: target.checked ? null : '' })} />}
    </div>
  );
}

function SubStateStep({ action, onChange }: { action: SetSubState; onChange: (action: SetSubState) => void }) {
  const { t } = useTranslation('fields');
  const query = useQuery(subStatesQuery);
  if (!query.data) return query.isError ? <LoadFailure of={query} /> : null;
  const parts = offered(query.data.items, ({ id }) => id === action.subStateId);
  const unknown = action.subStateId !== null && action.subStateId !== '' && !parts.some(({ id }) => id === action.subStateId);
  return (
    <SelectField label={t('step.subState')} value={action.subStateId ?? 'none'} onChange={({ target }) => onChange({ ...action, subStateId: target.value === 'none' ? null : target.value })}>
      {action.subStateId === '' && <option value="">{t('step.choosePart')}</option>}
      {unknown && <option value={action.subStateId ?? ''}>{t('step.goneSubState')}</option>}
      <option value="none">{t('step.none')}</option>
      {STATES.map((state) => {
        const some = parts.filter((part) => part.state === state);
        return (
          some.length > 0 && (
            <optgroup key={state} label={t(`sub.state.${state}`)}>
              {some.map(({ id, names, retiredAt }) => {
                const name = nameIn(names, currentLocale());
                return (
                  <option key={id} value={id}>
                    {retiredAt === null ? name : t('step.retired', { name })}
                  </option>
                );
              })}
            </optgroup>
          )
        );
      })}
    </SelectField>
  );
}
