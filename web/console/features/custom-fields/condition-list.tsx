import type { FieldCondition, FieldGroup, FieldWhen } from '#contracts/custom-fields.js';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../../ui/button.js';
import { type Around, ConditionRow } from './condition-row.js';
import { blankCondition } from './field-draft.rules.js';

interface Props extends Around {
  value: FieldWhen | null;
  onChange: (value: FieldWhen | null) => void;
}

const isGroup = (one: FieldCondition | FieldGroup): one is FieldGroup => 'match' in one;
const MOST = 10;

/** When a field is shown: conditions, and groups of them with an all or any of their own. */
export function ConditionList({ value, onChange, ...around }: Props) {
  const { t } = useTranslation('fields');
  const { match, of } = value ?? { match: 'all' as const, of: [] };
  const put = (next: FieldWhen['of']) => onChange(next.length > 0 ? { match, of: next } : null);
  const change = (at: number, one: FieldCondition | FieldGroup) => put(of.map((old, index) => (index === at ? one : old)));
  const remove = (at: number) => put(of.filter((_, index) => index !== at));
  const add = (one: FieldCondition | FieldGroup) => put([...of, one]);
  return (
    <div className="flex flex-col gap-3">
      {of.length > 1 && <Match value={match} onChange={(next) => onChange({ match: next, of })} />}
      {of.map((one, at) =>
        isGroup(one) ? (
          <Group key={at} group={one} around={around} onChange={(group) => change(at, group)} onRemove={() => remove(at)} />
        ) : (
          <ConditionRow key={at} {...around} condition={one} onChange={(condition) => change(at, condition)} onRemove={() => remove(at)} />
        ),
      )}
      {of.length === 0 && <p className="text-13 text-muted">{t('when.always')}</p>}
      {of.length < MOST && (
        <div className="flex flex-wrap gap-2">
          <Button size="small" icon={<Plus size={14} aria-hidden />} onClick={() => add(blankCondition('type'))}>
            {t('when.add')}
          </Button>
          {of.length > 0 && (
            <Button size="small" look="quiet" onClick={() => add({ match: match === 'all' ? 'any' : 'all', of: [blankCondition('type')] })}>
              {t('when.addGroup')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function Group({ group: { match, of }, around, onChange, onRemove }: { group: FieldGroup; around: Around; onChange: (group: FieldGroup) => void; onRemove: () => void }) {
  const { t } = useTranslation('fields');
  const put = (next: FieldCondition[]) => (next.length > 0 ? onChange({ match, of: next }) : onRemove());
  return (
    <div className="flex flex-col gap-2 border-s-2 border-line-strong ps-3">
      <div className="flex items-center justify-between gap-2">
        <Match value={match} onChange={(next) => onChange({ match: next, of })} />
        <IconButton label={t('when.removeGroup')} onClick={onRemove}>
          <Trash2 size={16} aria-hidden />
        </IconButton>
      </div>
      {of.map((one, at) => (
        <ConditionRow key={at} {...around} condition={one} onChange={(next) => put(of.map((old, index) => (index === at ? next : old)))} onRemove={() => put(of.filter((_, index) => index !== at))} />
      ))}
      {of.length < MOST && (
        <Button size="small" look="quiet" className="self-start" icon={<Plus size={14} aria-hidden />} onClick={() => put([...of, blankCondition('type')])}>
          {t('when.add')}
        </Button>
      )}
    </div>
  );
}

function Match({ value, onChange }: { value: 'all' | 'any'; onChange: (value: 'all' | 'any') => void }) {
  const { t } = useTranslation('fields');
  return (
    <select aria-label={t('when.match')} className="h-8 w-fit rounded-control border border-line-strong bg-surface px-2 text-13" value={value} onChange={(event) => onChange(event.target.value === 'any' ? 'any' : 'all')}>
      <option value="all">{t('when.all')}</option>
      <option value="any">{t('when.any')}</option>
    </select>
  );
}
