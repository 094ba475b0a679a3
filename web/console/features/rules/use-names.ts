import type { ConditionField } from '#contracts/automation.fields.js';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { colleaguesQuery } from '../../../client/people.data.js';
import { skillsQuery } from '../../../client/routing.data.js';
import { meQuery } from '../../../client/session.data.js';
import { widgetsQuery } from '../../../client/settings.data.js';
import { webhooksQuery } from '../../../client/webhooks.data.js';
import { useTeams } from '../../app/use-teams.js';

export interface Named {
  readonly id: string;
  readonly name: string;
}
const FEW = {
  state: ['new', 'open', 'pending', 'on_hold', 'solved', 'closed'],
  priority: ['urgent', 'high', 'normal', 'low'],
  type: ['question', 'problem', 'complaint', 'task'],
  due: ['first_answer', 'next_answer', 'resolution'],
  channel_kind: ['widget', 'mailbox'],
  language: ['en', 'zh-CN', 'zh-TW', 'other'],
} as const;

/** What may be chosen for a field, by the names people know. Null where it is written rather than chosen. */
export function useNames() {
  const { t } = useTranslation('rules');
  const me = useQuery(meQuery).data;
  const people: readonly Named[] = useQuery(colleaguesQuery).data?.items ?? [];
  const teams: readonly Named[] = useTeams();
  const skills: readonly Named[] = useQuery(skillsQuery).data?.items ?? [];
  const channels: readonly Named[] = useQuery({ ...widgetsQuery, enabled: me?.permissions.includes('channel.manage') ?? false }).data?.items ?? [];
  const mayTell = me?.permissions.includes('webhook.manage') ?? false;
  const endpoints: readonly Named[] = (useQuery({ ...webhooksQuery, enabled: mayTell }).data?.items ?? []).map(({ id, url, description }) => ({ id, name: description || new URL(url).host }));
  const few = (field: keyof typeof FEW): Named[] => FEW[field].map((id) => ({ id, name: t(`value.${field}.${id}`) }));
  const optionsOf = (field: ConditionField): Named[] | null => {
    switch (field) {
      case 'state':
      case 'state_before':
        return few('state');
      case 'priority':
      case 'priority_before':
        return few('priority');
      case 'type':
      case 'type_before':
        return few('type');
      case 'due':
      case 'channel_kind':
      case 'language':
        return few(field);
      case 'team':
        return [{ id: 'none', name: t('value.noTeam') }, ...teams];
      case 'assignee':
      case 'assignee_before':
        return [{ id: 'none', name: t('value.nobody') }, ...people];
      case 'channel':
        return [...channels];
      case 'tags':
      case 'subject':
      case 'text':
      case 'customer_name':
      case 'customer_email':
      case 'customer_verified':
      case 'earlier_tickets':
      case 'waiting':
      case 'open_now':
        return null;
    }
  };
  const nameOf = (field: ConditionField, id: string): string => optionsOf(field)?.find((one) => one.id === id)?.name ?? (optionsOf(field) ? t('value.gone') : id === 'none' && field === 'tags' ? t('value.noTag') : id);
  return { people, teams, skills, endpoints, mayTell, optionsOf, nameOf };
}
