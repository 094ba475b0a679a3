import type { RuleAction, RuleCondition, RuleDraft } from '#contracts/automation.js';
import { useTranslation } from 'react-i18next';
import { useTraitText } from '../../app/fields/use-trait-text.js';
import { type Group, isGroup, type Node, UNITS, unitOf } from './rule-draft.rules.js';
import { useNames } from './use-names.js';

/** A rule as one would say it, in the reader's language. */
export function useSentence() {
  const { t } = useTranslation('rules');
  const { people, teams, skills, endpoints, mayTell, nameOf } = useNames();
  const { told } = useTraitText();
  const personOf = (id: string) => people.find((one) => one.id === id)?.name ?? t('value.gone');
  const teamOf = (id: string) => teams.find((one) => one.id === id)?.name ?? t('value.gone');

  // Who may not see endpoints reads that there is one.
  const endpointOf = (id: string) => (id === '' ? '…' : !mayTell ? t('value.endpoint') : (endpoints.find((one) => one.id === id)?.name ?? t('value.gone')));

  const length = (minutes: number) => t(`length.${unitOf(minutes)}`, { count: minutes / UNITS[unitOf(minutes)] });
  const when = (trigger: RuleDraft['when']): string =>
    trigger.on === 'event' ? t(`say.event.${trigger.event}`) : t(`say.time.${trigger.hours}`, { length: length(trigger.minutes), fact: t(`say.fact.${trigger.since}`) });

  const condition = ({ field, op, values }: RuleCondition): string => {
    if (op === 'holds' || op === 'holds_not') return t(`say.${op}.${field}`);
    return t(`say.${op}`, { field: t(`field.${field}`), values: values.length === 0 ? '…' : values.map((value) => (op.startsWith('contains') ? t('say.quoted', { text: value }) : nameOf(field, value))).join(t('say.or')) });
  };
  const joined = ({ match, items }: Group): string => {
    const parts = items.map((node: Node) => (isGroup(node) ? t('say.group', { inner: joined(node) }) : condition(node)));
    const all = parts.join(match === 'all' ? t('say.and') : t('say.or'));
    return match === 'none' ? t('say.none', { inner: all }) : all;
  };
  const action = (one: RuleAction): string => {
    switch (one.do) {
      case 'set_field':
      case 'set_sub_state': {
        const { name, to } = told(one);
        return to === null ? t(`say.do.clear.${one.do}`, { name }) : t(`say.do.${one.do}`, { name, to });
      }
      case 'assign_person':
      case 'notify_person':
        return t(`say.do.${one.do}`, { to: one.accountId === '' ? '…' : personOf(one.accountId) });
      case 'assign_team':
        return t('say.do.assign_team', { to: one.teamId === '' ? '…' : teamOf(one.teamId) });
      case 'set_state':
        return t('say.do.set_state', { to: t(`value.state.${one.state}`) });
      case 'set_priority':
        return t('say.do.set_priority', { to: t(`value.priority.${one.priority}`) });
      case 'set_type':
        return t('say.do.set_type', { to: t(`value.type.${one.type}`) });
      case 'add_tags':
      case 'remove_tags':
        return t(`say.do.${one.do}`, { to: one.tags.length === 0 ? '…' : one.tags.join(', ') });
      case 'webhook':
        return t('say.do.webhook', { to: endpointOf(one.endpointId) });
      case 'notify':
        return t(`say.do.notify.${one.to}`);
      case 'need_skill':
        return t('say.do.need_skill', { to: one.skillId === '' ? '…' : (skills.find(({ id }) => id === one.skillId)?.name ?? t('value.gone')), level: t(`value.level.${one.level}`) });
      case 'route':
      case 'unassign':
      case 'escalate':
      case 'reply':
      case 'note':
        return t(`say.do.${one.do}`);
    }
  };
  const sentence = ({ when: trigger, conditions, actions }: Pick<RuleDraft, 'when' | 'conditions' | 'actions'>): string =>
    t(conditions.items.length > 0 ? 'say.whole' : 'say.always', { when: when(trigger), asked: joined(conditions), deeds: actions.map(action).join(t('say.then')) });
  return { sentence };
}
