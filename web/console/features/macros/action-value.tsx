import type { MacroAction } from '#contracts/macros.js';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { colleaguesQuery } from '../../../client/people.data.js';
import { SelectField, TextField } from '../../../ui/field.js';
import { TraitStep } from '../../app/fields/trait-step.js';
import { ReplyWords } from '../../app/reply-words.js';
import { useTeams } from '../../app/use-teams.js';

const STATES = ['open', 'pending', 'on_hold', 'solved'] as const;
const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
const TYPES = ['question', 'problem', 'complaint', 'task'] as const;

interface Props {
  action: MacroAction;
  onChange: (action: MacroAction) => void;
}

/** What an action needs to know beside its kind. */
export function ActionValue({ action, onChange }: Props) {
  const { t } = useTranslation('macros');
  const people = useQuery(colleaguesQuery).data?.items ?? [];
  const teams = useTeams();
  const select = <T extends string>(value: T, options: readonly (readonly [T, string])[], put: (next: T) => void) => (
    <SelectField
      label={t('field.value')}
      value={value}
      onChange={(event) => {
        const next = options.find(([one]) => one === event.target.value);
        if (next) put(next[0]);
      }}
    >
      {value === '' && <option value="">–</option>}
      {options.map(([one, label]) => (
        <option key={one} value={one}>
          {label}
        </option>
      ))}
    </SelectField>
  );
  switch (action.do) {
    case 'set_state':
      return select(action.state, STATES.map((one) => [one, t(`state.${one}`)] as const), (state) => onChange({ ...action, state }));
    case 'set_priority':
      return select(action.priority, PRIORITIES.map((one) => [one, t(`priority.${one}`)] as const), (priority) => onChange({ ...action, priority }));
    case 'set_type':
      return select(action.type, TYPES.map((one) => [one, t(`type.${one}`)] as const), (type) => onChange({ ...action, type }));
    case 'assign':
      return select(action.to, (['me', 'nobody'] as const).map((one) => [one, t(`to.${one}`)] as const), (to) => onChange({ ...action, to }));
    case 'set_spam':
      return select(String(action.spam), ['true', 'false'].map((one) => [one, t(`spam.${one}`)] as const), (spam) => onChange({ ...action, spam: spam === 'true' }));
    case 'assign_person':
      return select(action.accountId, people.map((person) => [person.id, person.name] as const), (accountId) => onChange({ ...action, accountId }));
    case 'assign_team':
      return select(action.teamId, teams.map((team) => [team.id, team.name] as const), (teamId) => onChange({ ...action, teamId }));
    case 'add_tags':
    case 'remove_tags':
      return <TagsField tags={action.tags} onChange={(tags) => onChange({ ...action, tags })} />;
    case 'set_field':
    case 'set_sub_state':
      return <TraitStep action={action} onChange={onChange} />;
    case 'reply':
    case 'note':
      return <ReplyWords texts={action.texts} onChange={(texts) => onChange({ ...action, texts })} />;
  }
}

function TagsField({ tags, onChange }: { tags: string[]; onChange: (tags: string[]) => void }) {
  const { t } = useTranslation('macros');
  const [typed, setTyped] = useState(tags.join(', '));
  return (
    <TextField
      label={t('field.tags')}
      hint={t('field.tagsHint')}
      value={typed}
      dir="auto"
      maxLength={400}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange([...new Set(event.target.value.split(/[,，、]/u).map((tag) => tag.trim()).filter(Boolean))]);
      }}
    />
  );
}
