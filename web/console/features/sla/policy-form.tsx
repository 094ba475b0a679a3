import type { DuePolicy, DuePolicyDraft } from '#contracts/sla.js';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../../client/query.js';
import { changeDuePolicy, duePoliciesQuery, makeDuePolicy } from '../../../client/sla.data.js';
import { CheckField, TextField } from '../../../ui/field.js';
import { SettingBlock } from '../../../ui/setting.js';
import { SaveBar } from '../../app/save-bar.js';
import { useDraft } from '../../app/use-draft.js';
import { ConditionFields } from './condition-fields.js';
import { PolicyHistory } from './policy-history.js';
import { TargetGrid } from './target-grid.js';

type Named = readonly { id: string; name: string }[];
const draftOf = ({ name, conditions, targets, pausesOnHold }: DuePolicyDraft): DuePolicyDraft => ({ name, conditions, targets, pausesOnHold });
const blank = (): DuePolicyDraft => ({
  name: '',
  conditions: { teamIds: [], channelIds: [], types: [], tags: [] },
  targets: {
    urgent: { first_answer: 30, next_answer: 30, resolution: 240 },
    high: { first_answer: 60, next_answer: 60, resolution: 480 },
    normal: { first_answer: 240, next_answer: 240, resolution: 1440 },
    low: { first_answer: 480, next_answer: 480, resolution: null },
  },
  pausesOnHold: true,
});

/** One policy: for which tickets it is, how long each may take, when its clock stands, and what it was before. */
export function PolicyForm({ policy, teams, channels, onMade }: { policy: DuePolicy | null; teams: Named; channels: Named; onMade: (id: string) => void }) {
  const { t } = useTranslation('sla');
  const row = { value: policy ? draftOf(policy) : blank(), version: policy?.version ?? 0 };
  const { draft, set, bar, onSubmit } = useDraft<DuePolicyDraft>(row, async (next, version) => {
    try {
      const answer = await (policy ? changeDuePolicy(policy.id, next, version) : makeDuePolicy(next));
      onMade(answer.id);
      return { value: draftOf(answer), version: answer.version };
    } finally {
      await queryClient.invalidateQueries({ queryKey: [duePoliciesQuery.queryKey[0]] });
    }
  });
  return (
    <div className="flex flex-col gap-10">
      <form onSubmit={onSubmit} className="flex flex-col gap-10">
        <TextField label={t('form.name')} required maxLength={60} value={draft.name} onChange={(event) => set({ name: event.target.value })} />
        <SettingBlock title={t('form.targets')} lead={t('form.targetsLead')}>
          <TargetGrid value={draft.targets} onChange={(targets) => set({ targets })} />
          <CheckField label={t('form.onHold')} hint={t('form.onHoldHint')} checked={draft.pausesOnHold} onChange={(event) => set({ pausesOnHold: event.target.checked })} />
        </SettingBlock>
        <SettingBlock title={t('form.conditions')} lead={t('form.conditionsLead')}>
          <ConditionFields value={draft.conditions} teams={teams} channels={channels} onChange={(conditions) => set({ conditions })} />
        </SettingBlock>
        <SaveBar {...bar} />
      </form>
      {policy && <PolicyHistory id={policy.id} version={policy.version} onTake={set} />}
    </div>
  );
}
