import type { RuleCondition, RuleDraft } from '#contracts/automation.js';
import { CONDITION_FIELDS, CONDITION_OPS } from '#contracts/automation.fields.js';
import { FolderPlus, Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../../ui/button.js';
import { ConditionValues } from './condition-values.js';
import { InlineSelect } from './inline-select.js';
import { DEEPEST, emptyCondition, fieldsFor, type Group, isGroup, type Node } from './rule-draft.rules.js';

const MOST = 20;

interface Props {
  group: Group;
  when: RuleDraft['when'];
  depth: number;
  /** Where it stands, for those who hear the form. */
  path: string;
  onChange: (group: Group) => void;
}

/** Conditions that are joined by all, any or none; a group may hold groups. */
export function ConditionGroup({ group: { match, items }, when, depth, path, onChange }: Props) {
  const { t } = useTranslation('rules');
  const put = (place: number, node: Node) => onChange({ match, items: items.map((one, at) => (at === place ? node : one)) });
  const add = (node: Node) => onChange({ match, items: [...items, node] });
  const drop = (place: number) => onChange({ match, items: items.toSpliced(place, 1) });
  return (
    <div className="flex flex-col gap-3">
      {items.length > 1 && (
        <InlineSelect
          label={t('form.match')}
          className="self-start"
          value={match}
          options={(['all', 'any', 'none'] as const).map((id) => ({ id, name: t(`match.${id}`) }))}
          onChange={(next) => onChange({ match: next, items })}
        />
      )}
      {items.map((node, at) => {
        const place = `${path}${at + 1}`;
        return isGroup(node) ? (
          <div key={at} role="group" aria-label={t('form.group', { place })} className="flex items-start gap-2 border-s-2 border-accent ps-3">
            <div className="min-w-0 flex-1">
              <ConditionGroup group={node} when={when} depth={depth + 1} path={`${place}.`} onChange={(next) => (next.items.length === 0 ? drop(at) : put(at, next))} />
            </div>
          </div>
        ) : (
          <Condition key={at} condition={node} when={when} place={place} onChange={(next) => put(at, next)} onDrop={() => drop(at)} />
        );
      })}
      <div className="flex flex-wrap gap-2">
        <Button size="small" icon={<Plus size={14} aria-hidden />} disabled={items.length >= MOST} onClick={() => add(emptyCondition('subject'))}>
          {t('form.addCondition')}
        </Button>
        {depth < DEEPEST && items.length > 0 && (
          <Button size="small" look="quiet" icon={<FolderPlus size={14} aria-hidden />} disabled={items.length >= MOST} onClick={() => add({ match: 'any', items: [emptyCondition('subject'), emptyCondition('text')] })}>
            {t('form.addGroup')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Condition({ condition, when, place, onChange, onDrop }: { condition: RuleCondition; when: RuleDraft['when']; place: string; onChange: (condition: RuleCondition) => void; onDrop: () => void }) {
  const { t } = useTranslation('rules');
  const { field, op } = condition;
  return (
    <div role="group" aria-label={t('form.condition', { place })} className="flex items-start gap-2 border-s-2 border-line ps-3">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2">
        <InlineSelect label={t('form.field', { place })} value={field} options={fieldsFor(when, field).map((id) => ({ id, name: t(`field.${id}`) }))} onChange={(next) => onChange(emptyCondition(next))} />
        <InlineSelect
          label={t('form.op', { place })}
          value={op}
          options={CONDITION_OPS[CONDITION_FIELDS[field].kind].map((id) => ({ id, name: t(`op.${id}`) }))}
          onChange={(next) => onChange({ ...condition, op: next })}
        />
        <ConditionValues condition={condition} label={t('form.values', { place })} onChange={(values) => onChange({ ...condition, values })} />
      </div>
      <IconButton label={t('form.drop', { place })} onClick={onDrop}>
        <Trash2 size={16} aria-hidden />
      </IconButton>
    </div>
  );
}
