import type { MacroAction } from '#contracts/macros.js';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { colleaguesQuery } from '../../../client/people.data.js';
import { useTraitText } from '../../app/fields/use-trait-text.js';
import { useTeams } from '../../app/use-teams.js';

/** An action in one line, with the names of people and teams. */
export function useActionText(): (action: MacroAction) => string {
  const { t } = useTranslation('macros');
  const people = useQuery(colleaguesQuery).data?.items ?? [];
  const teams = useTeams();
  const { textOf } = useTraitText();
  return (action) => {
    switch (action.do) {
      case 'set_field':
      case 'set_sub_state':
        return textOf(action);
      case 'set_state':
        return t('step.set_state', { to: t(`state.${action.state}`) });
      case 'set_priority':
        return t('step.set_priority', { to: t(`priority.${action.priority}`) });
      case 'set_type':
        return t('step.set_type', { to: t(`type.${action.type}`) });
      case 'add_tags':
      case 'remove_tags':
        return t(`step.${action.do}`, { to: action.tags.join(', ') });
      case 'assign':
        return action.to === 'me' ? t('step.assign_me') : t('step.assign_nobody');
      case 'assign_person':
        return t('step.assign_to', { to: people.find((person) => person.id === action.accountId)?.name ?? t('somebody') });
      case 'assign_team':
        return t('step.assign_to', { to: teams.find((team) => team.id === action.teamId)?.name ?? t('someTeam') });
      case 'set_spam':
        return t(`step.set_spam_${action.spam}`);
      case 'reply':
      case 'note':
        return t(`step.${action.do}`);
    }
  };
}
