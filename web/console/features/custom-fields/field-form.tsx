import type { CustomField, CustomFieldDraft } from '#contracts/custom-fields.js';
import { withOptions } from '#contracts/custom-fields.rules.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeField, makeField } from '../../../client/custom-fields.data.js';
import { LOCALE_NAMES, LOCALES } from '../../../client/i18n.js';
import { Problem } from '../../../client/problem.js';
import { queryClient } from '../../../client/query.js';
import { CheckField, SelectField, TextField } from '../../../ui/field.js';
import { SettingBlock } from '../../../ui/setting.js';
import { SaveBar } from '../../app/save-bar.js';
import { useDraft } from '../../app/use-draft.js';
import { ConditionList } from './condition-list.js';
import type { Around } from './condition-row.js';
import { blankField, draftOf, isSaid, KINDS, tidied } from './field-draft.rules.js';
import { OptionList } from './option-list.js';

interface Props extends Around {
  field: CustomField | null;
  onMade: (id: string) => void;
}

/** One field: what it is called, what it takes, when it is asked for and who reads it. */
export function FieldForm({ field, onMade, ...around }: Props) {
  const { t } = useTranslation('fields');
  const [fault, setFault] = useState<string | null>(null);
  const row = { value: field ? draftOf(field) : blankField(), version: field?.version ?? 0 };
  const { draft, set, bar, onSubmit } = useDraft<CustomFieldDraft>(row, async (next, version) => {
    setFault(null);
    const { kind, key, ...change } = tidied(next);
    try {
      const answer = await (field ? changeField(field.id, change, version) : makeField({ ...change, kind, ...(key ? { key } : {}) }));
      onMade(answer.id);
      return { value: draftOf(answer), version: answer.version };
    } catch (error) {
      const [part] = error instanceof Problem ? error.fields : [];
      setFault(part ? t(`form.fault.${part.path.split('.')[0]}_${part.code}`, { defaultValue: '' }) : null);
      throw error;
    } finally {
      await queryClient.invalidateQueries({ queryKey: ['custom-fields'] });
    }
  });
  const number = (text: string) => (text.trim() === '' || Number.isNaN(Number(text)) ? null : Number(text));
  const said = (draft.when?.of ?? []).every((one) => ('match' in one ? one.of.every(isSaid) : isSaid(one)));
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-10">
      <SettingBlock title={t('form.what')}>
        <div className="grid gap-4 mid:grid-cols-3">
          {LOCALES.map((locale) => (
            <TextField key={locale} label={`${t('form.name')} · ${LOCALE_NAMES[locale]}`} lang={locale} dir="auto" maxLength={60} required={locale === 'en'} value={draft.names[locale] ?? ''} onChange={(event) => set({ names: { ...draft.names, [locale]: event.target.value } })} />
          ))}
        </div>
        <div className="grid gap-4 mid:grid-cols-3">
          <SelectField
            label={t('form.kind')}
            hint={field ? undefined : t('form.kindHint')}
            disabled={field !== null}
            value={draft.kind}
            onChange={(event) => {
              const kind = KINDS.find((one) => one === event.target.value);
              if (kind) set({ kind, options: withOptions(kind) && draft.options.length === 0 ? [{ names: {}, retired: false }] : draft.options });
            }}
          >
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kind.${kind}`)}
              </option>
            ))}
          </SelectField>
          <TextField label={t('form.key')} hint={field ? undefined : t('form.keyHint')} dir="ltr" disabled={field !== null} maxLength={40} pattern="[a-z][a-z0-9_]*" value={field?.key ?? draft.key ?? ''} onChange={(event) => set({ key: event.target.value })} />
        </div>
        {draft.kind === 'text' && <CheckField label={t('form.multiline')} checked={draft.multiline} onChange={(event) => set({ multiline: event.target.checked })} />}
        {draft.kind === 'number' && (
          <div className="grid grid-cols-3 gap-4">
            <TextField label={t('form.min')} type="number" step="any" value={draft.min ?? ''} onChange={(event) => set({ min: number(event.target.value) })} />
            <TextField label={t('form.max')} type="number" step="any" value={draft.max ?? ''} onChange={(event) => set({ max: number(event.target.value) })} />
            <TextField label={t('form.decimals')} type="number" min={0} max={6} value={draft.decimals} onChange={(event) => set({ decimals: Math.trunc(number(event.target.value) ?? 0) })} />
          </div>
        )}
      </SettingBlock>
      {withOptions(draft.kind) && (
        <SettingBlock title={t('form.options')} lead={t('form.optionsLead')}>
          <OptionList options={draft.options} onChange={(options) => set({ options })} />
        </SettingBlock>
      )}
      <SettingBlock title={t('form.when')} lead={t('form.whenLead')}>
        <ConditionList {...around} fields={around.fields.filter(({ id }) => id !== field?.id)} value={draft.when} onChange={(when) => set({ when })} />
      </SettingBlock>
      <SettingBlock title={t('form.rules')}>
        <CheckField label={t('form.required')} hint={t('form.requiredHint')} checked={draft.required === 'to_solve'} onChange={(event) => set({ required: event.target.checked ? 'to_solve' : 'never' })} />
        <CheckField label={t('form.hidden')} hint={t('form.hiddenHint')} checked={draft.hidden} onChange={(event) => set({ hidden: event.target.checked })} />
      </SettingBlock>
      {!said && <p className="text-13 text-amber">{t('form.unsaid')}</p>}
      <SaveBar {...bar} error={fault || bar.error} />
    </form>
  );
}
