import type { RuleAction } from '#contracts/automation.js';
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../../ui/button.js';
import { isTrait } from '../../app/fields/step.rules.js';
import { TraitStep } from '../../app/fields/trait-step.js';
import { ReplyWords } from '../../app/reply-words.js';
import { Words } from './condition-values.js';
import { InlineSelect } from './inline-select.js';
import { DEEDS, emptyAction } from './rule-draft.rules.js';
import { type Named, useNames } from './use-names.js';

const MOST = 12;

/** What the rule does, one after the other. */
export function ActionFields({ actions, onChange }: { actions: readonly RuleAction[]; onChange: (actions: RuleAction[]) => void }) {
  const { t } = useTranslation('rules');
  const { mayTell } = useNames();
  const deeds = (held: RuleAction['do']) => DEEDS.filter((id) => id !== 'webhook' || mayTell || id === held).map((id) => ({ id, name: t(`deed.${id}`) }));
  const put = (place: number, action: RuleAction) => onChange(actions.map((one, at) => (at === place ? action : one)));
  const move = (place: number, by: -1 | 1) => onChange(actions.toSpliced(place, 1).toSpliced(place + by, 0, ...actions.slice(place, place + 1)));
  return (
    <div className="flex flex-col gap-3">
      {actions.map((action, at) => {
        const place = at + 1;
        return (
          <div key={at} role="group" aria-label={t('form.action', { place })} className="flex flex-col gap-3 border-s-2 border-line ps-3">
            <div className="flex items-start gap-1">
              <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2">
                <InlineSelect label={t('form.deed', { place })} value={action.do} options={deeds(action.do)} onChange={(kind) => put(at, emptyAction(kind))} />
                <ActionValue place={place} action={action} label={t('form.toWhat', { place })} onChange={(next) => put(at, next)} />
              </div>
              <IconButton label={t('form.up', { place })} disabled={at === 0} onClick={() => move(at, -1)}>
                <ArrowUp size={16} aria-hidden />
              </IconButton>
              <IconButton label={t('form.down', { place })} disabled={place === actions.length} onClick={() => move(at, 1)}>
                <ArrowDown size={16} aria-hidden />
              </IconButton>
              <IconButton label={t('form.dropAction', { place })} disabled={actions.length === 1} onClick={() => onChange(actions.toSpliced(at, 1))}>
                <Trash2 size={16} aria-hidden />
              </IconButton>
            </div>
            {isTrait(action) && <TraitStep action={action} onChange={(next) => put(at, next)} />}
            {'texts' in action && <ReplyWords texts={action.texts} onChange={(texts) => put(at, { ...action, texts })} />}
            {action.do === 'webhook' && <p className="text-13 text-muted">{t('form.webhookHint')}</p>}
            {action.do === 'reply' && <p className="text-13 text-muted">{t('form.replyHint')}</p>}
          </div>
        );
      })}
      <Button size="small" className="self-start" icon={<Plus size={14} aria-hidden />} disabled={actions.length >= MOST} onClick={() => onChange([...actions, emptyAction('add_tags')])}>
        {t('form.addAction')}
      </Button>
    </div>
  );
}

function ActionValue({ place, action, label, onChange }: { place: number; action: RuleAction; label: string; onChange: (action: RuleAction) => void }) {
  const { t } = useTranslation('rules');
  const { people, teams, skills, endpoints } = useNames();
  const named = <T extends string>(ids: readonly T[], of: string) => ids.map((id) => ({ id, name: t(`value.${of}.${id}`) }));
  const one = (value: string, options: readonly Named[], put: (id: string) => void) => <InlineSelect label={label} value={value} options={options} onChange={put} />;
  switch (action.do) {
    case 'assign_person':
    case 'notify_person':
      return one(action.accountId, people, (accountId) => onChange({ ...action, accountId }));
    case 'assign_team':
      return one(action.teamId, teams, (teamId) => onChange({ ...action, teamId }));
    case 'webhook':
      return one(action.endpointId, endpoints, (endpointId) => onChange({ ...action, endpointId }));
    case 'set_state':
      return <InlineSelect label={label} value={action.state} options={named(['open', 'pending', 'on_hold', 'solved'] as const, 'state')} onChange={(state) => onChange({ ...action, state })} />;
    case 'set_priority':
      return <InlineSelect label={label} value={action.priority} options={named(['urgent', 'high', 'normal', 'low'] as const, 'priority')} onChange={(priority) => onChange({ ...action, priority })} />;
    case 'set_type':
      return <InlineSelect label={label} value={action.type} options={named(['question', 'problem', 'complaint', 'task'] as const, 'type')} onChange={(type) => onChange({ ...action, type })} />;
    case 'notify':
      return <InlineSelect label={label} value={action.to} options={(['assignee', 'team', 'leads'] as const).map((id) => ({ id, name: t(`told.${id}`) }))} onChange={(to) => onChange({ ...action, to })} />;
    case 'add_tags':
    case 'remove_tags':
      return <Words label={label} values={action.tags} onChange={(tags) => onChange({ ...action, tags })} />;
    case 'need_skill':
      return (
        <>
          {one(action.skillId, skills, (skillId) => onChange({ ...action, skillId }))}
          <InlineSelect label={t('form.level', { place })} value={String(action.level)} options={named(['1', '2', '3'], 'level')} onChange={(level) => onChange({ ...action, level: Number(level) })} />
        </>
      );
    case 'set_field':
    case 'set_sub_state':
    case 'route':
    case 'unassign':
    case 'reply':
    case 'note':
    case 'escalate':
      return null;
  }
}
