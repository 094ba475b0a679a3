import type { DueConditions } from '#contracts/sla.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../../ui/field.js';
import { CheckList } from '../../app/check-list.js';
import { readTags } from './tags.rules.js';

const TYPES = ['question', 'problem', 'complaint', 'task'] as const;
type Named = readonly { id: string; name: string }[];

/** Which tickets a policy is for. Every kind that names something must hold, by any one of what it names. */
export function ConditionFields({ value, teams, channels, onChange }: { value: DueConditions; teams: Named; channels: Named; onChange: (value: DueConditions) => void }) {
  const { t } = useTranslation('sla');
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <div className="grid gap-6 mid:grid-cols-2">
      {teams.length > 0 && <CheckList label={t('form.teams')} options={teams} value={value.teamIds} onChange={(teamIds) => onChange({ ...value, teamIds })} />}
      {channels.length > 0 && <CheckList label={t('form.channels')} options={channels} value={value.channelIds} onChange={(channelIds) => onChange({ ...value, channelIds })} />}
      <CheckList
        label={t('form.types')}
        options={TYPES.map((type) => ({ id: type, name: t(`type.${type}`) }))}
        value={value.types}
        onChange={(ids) => onChange({ ...value, types: TYPES.filter((type) => ids.includes(type)) })}
      />
      <TextField
        label={t('form.tags')}
        hint={t('form.tagsHint')}
        dir="auto"
        autoComplete="off"
        value={typed ?? value.tags.join(', ')}
        onBlur={() => setTyped(null)}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange({ ...value, tags: readTags(event.target.value) });
        }}
      />
    </div>
  );
}
