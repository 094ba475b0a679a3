import type { RuleDraft, RuleStep } from '#contracts/automation.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { REPLY_TEXTS } from '../app/reply-texts.js';
import { RULE_TEXTS } from '../app/rule-texts.js';
import { useTexts } from '../app/use-texts.js';
import { KitPart } from '../features/kit/kit-part.js';
import { ActionFields } from '../features/rules/action-fields.js';
import { ConditionGroup } from '../features/rules/condition-group.js';
import { savedConditions } from '../features/rules/rule-draft.rules.js';
import { StepList } from '../features/rules/step-list.js';
import { useSentence } from '../features/rules/use-sentence.js';
import { WhenField } from '../features/rules/when-field.js';

type Draft = Pick<RuleDraft, 'when' | 'conditions' | 'actions'>;
const BEGUN: Draft = {
  when: { on: 'time', since: 'customer_waits', minutes: 120, hours: 'opening' },
  conditions: {
    match: 'all',
    items: [
      { field: 'priority', op: 'is', values: ['high', 'urgent'] },
      { match: 'any', items: [{ field: 'waiting', op: 'holds', values: [] }, { field: 'earlier_tickets', op: 'at_least', values: ['3'] }] },
    ],
  },
  actions: [{ do: 'set_field', key: 'reason', value: 'first' }, { do: 'set_sub_state', subStateId: 'supplier' }, { do: 'escalate' }],
};
const step = (parts: Partial<RuleStep> & Pick<RuleStep, 'do' | 'outcome'>): RuleStep => ({ key: null, code: null, from: null, to: null, text: null, locale: null, ...parts });
const STEPS: RuleStep[] = [
  step({ do: 'set_field', key: 'reason', outcome: 'changes', from: 'second', to: 'first' }),
  step({ do: 'set_sub_state', outcome: 'nothing', to: 'photo' }),
  step({ do: 'set_field', key: 'old', outcome: 'refused', code: 'field/gone' }),
  step({ do: 'escalate', outcome: 'changes', from: 'normal', to: 'high' }),
];

/** A rule as it is written, as it is said, and what became of its steps. */
export function KitRules() {
  const { t } = useTranslation('kit');
  const ready = [useTexts('rules', RULE_TEXTS), useTexts('replies', REPLY_TEXTS)].every(Boolean);
  const [draft, setDraft] = useState(BEGUN);
  const { sentence } = useSentence();
  if (!ready) return null;
  return (
    <KitPart title={t('part.rules')}>
      <div className="flex flex-col gap-5">
        <p dir="auto" className="rounded-panel bg-tint px-4 py-3 text-14 break-words">
          {sentence(draft)}
        </p>
        <WhenField value={draft.when} onChange={(when) => setDraft({ ...draft, when })} />
        <ConditionGroup group={draft.conditions} when={draft.when} depth={0} path="" onChange={(group) => setDraft({ ...draft, conditions: savedConditions(group) })} />
        <ActionFields actions={draft.actions} onChange={(actions) => setDraft({ ...draft, actions })} />
        <StepList steps={STEPS} />
      </div>
    </KitPart>
  );
}
