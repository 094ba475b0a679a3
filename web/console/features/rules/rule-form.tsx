import type { Rule, RuleDraft } from '#contracts/automation.js';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../../client/query.js';
import { changeRule, makeRule, rulesQuery } from '../../../client/rules.data.js';
import { TextField } from '../../../ui/field.js';
import { SaveBar } from '../../app/save-bar.js';
import { useDraft } from '../../app/use-draft.js';
import { ActionFields } from './action-fields.js';
import { ConditionGroup } from './condition-group.js';
import { blankRule, draftOf, isComplete, savedConditions, trimmed } from './rule-draft.rules.js';
import { RuleLog, RuleVersions } from './rule-history.js';
import { TrialPart } from './rule-trial.js';
import { useSentence } from './use-sentence.js';
import { WhenField } from './when-field.js';

/** One rule, written as it is said: when, if, then. Beside it, what it would have done. */
export function RuleForm({ rule, onMade }: { rule: Rule | null; onMade: (id: string) => void }) {
  const { t } = useTranslation('rules');
  const { sentence } = useSentence();
  const row = { value: rule ? draftOf(rule) : blankRule(), version: rule?.version ?? 0 };
  const { draft, set, bar, onSubmit } = useDraft<RuleDraft>(row, async (next, version) => {
    const body = { ...next, actions: next.actions.map(trimmed) };
    try {
      const answer = await (rule ? changeRule(rule.id, body, version) : makeRule(body));
      onMade(answer.id);
      return { value: draftOf(answer), version: answer.version };
    } finally {
      await queryClient.invalidateQueries({ queryKey: [rulesQuery.queryKey[0]] });
    }
  });
  const complete = isComplete(draft);
  return (
    <div className="grid items-start gap-10 mid:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="flex min-w-0 flex-col gap-10">
        <form onSubmit={onSubmit} className="flex flex-col gap-6">
          <TextField label={t('form.name')} hint={t('form.nameHint')} required maxLength={80} dir="auto" value={draft.name} onChange={(event) => set({ name: event.target.value })} />
          <p dir="auto" className="rounded-panel bg-tint px-4 py-3 text-14 break-words">
            {sentence(draft)}
          </p>
          <Part title={t('form.when')}>
            <WhenField value={draft.when} onChange={(when) => set({ when })} />
          </Part>
          <Part title={t('form.if')} lead={draft.conditions.items.length === 0 ? t('form.ifNone') : undefined}>
            <ConditionGroup group={draft.conditions} when={draft.when} depth={0} path="" onChange={(group) => set({ conditions: savedConditions(group) })} />
          </Part>
          <Part title={t('form.then')} lead={t('form.thenLead')}>
            <ActionFields actions={draft.actions} onChange={(actions) => set({ actions })} />
          </Part>
          {!complete && <p className="text-13 text-muted">{t('form.incomplete')}</p>}
          <SaveBar {...bar} changed={bar.changed && complete} />
        </form>
        {rule && <RuleVersions rule={rule} onTake={set} />}
      </div>
      <div className="flex min-w-0 flex-col gap-10">
        <TrialPart draft={draft} ready={complete} />
        {rule && <RuleLog id={rule.id} />}
      </div>
    </div>
  );
}

function Part({ title, lead, children }: { title: string; lead?: string | undefined; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-2 text-16 font-semibold">{title}</legend>
      {lead && <p className="text-13 text-muted">{lead}</p>}
      {children}
    </fieldset>
  );
}
