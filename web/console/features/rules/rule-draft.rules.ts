import type { RuleAction, RuleCondition, RuleConditions, RuleDraft } from '#contracts/automation.js';
import { CONDITION_FIELDS, CONDITION_OPS, type ConditionField, TOLD_BY } from '#contracts/automation.fields.js';
import { emptyTrait, isTrait, isTraitSaid } from '../../app/fields/step.rules.js';

type Match = RuleConditions['match'];
/** Conditions as they are edited: groups in groups, as deep as the form lets them be. */
export interface Group {
  readonly match: Match;
  readonly items: readonly Node[];
}
export type Node = RuleCondition | Group;
export const isGroup = (node: Node): node is Group => 'match' in node;
/** Groups within the outermost one. */
export const DEEPEST = 2;

const conditions = (items: readonly Node[]): RuleCondition[] => items.flatMap((node) => (isGroup(node) ? [] : [{ ...node, values: [...node.values] }]));
const innermost = ({ match, items }: Group) => ({ match, items: conditions(items) });
const inner = ({ match, items }: Group) => ({ match, items: items.map((node) => (isGroup(node) ? innermost(node) : { ...node, values: [...node.values] })) });
/** The same as it is saved. */
export const savedConditions = ({ match, items }: Group): RuleConditions => ({ match, items: items.map((node) => (isGroup(node) ? inner(node) : { ...node, values: [...node.values] })) });

export const blankRule = (): RuleDraft => ({ name: '', when: { on: 'event', event: 'opened' }, conditions: { match: 'all', items: [] }, actions: [{ do: 'set_priority', priority: 'high' }] });
export const draftOf = ({ name, when, conditions: held, actions }: RuleDraft): RuleDraft => ({ name, when, conditions: held, actions });

/** A condition of a field with nothing chosen yet. */
export const emptyCondition = (field: ConditionField): RuleCondition => ({ field, op: CONDITION_OPS[CONDITION_FIELDS[field].kind][0], values: CONDITION_FIELDS[field].kind === 'number' ? ['1'] : [] });

/** What may be asked at such an occasion: what only other events tell would never hold. */
export function fieldsFor(when: RuleDraft['when'], held?: ConditionField): ConditionField[] {
  return FIELDS.filter((field) => {
    const told = TOLD_BY[field];
    return field === held || told === undefined || (when.on === 'event' && told.includes(when.event));
  });
}
export const isField = (name: string): name is ConditionField => Object.hasOwn(CONDITION_FIELDS, name);
const FIELDS = Object.keys(CONDITION_FIELDS).filter(isField);

export const DEEDS = [
  'assign_team', 'assign_person', 'route', 'need_skill', 'unassign', 'set_state', 'set_priority', 'set_type', 'set_field', 'set_sub_state', 'add_tags', 'remove_tags', 'reply', 'note', 'notify', 'notify_person', 'escalate', 'webhook',
] as const satisfies readonly RuleAction['do'][];

/** A new action of a kind; what has to be chosen still is empty. */
export function emptyAction(kind: RuleAction['do']): RuleAction {
  switch (kind) {
    case 'assign_person':
    case 'notify_person':
      return { do: kind, accountId: '' };
    case 'assign_team':
      return { do: kind, teamId: '' };
    case 'unassign':
    case 'escalate':
    case 'route':
      return { do: kind };
    case 'need_skill':
      return { do: kind, skillId: '', level: 1 };
    case 'set_field':
    case 'set_sub_state':
      return emptyTrait(kind);
    case 'set_state':
      return { do: kind, state: 'pending' };
    case 'set_priority':
      return { do: kind, priority: 'high' };
    case 'set_type':
      return { do: kind, type: 'problem' };
    case 'add_tags':
    case 'remove_tags':
      return { do: kind, tags: [] };
    case 'reply':
    case 'note':
      return { do: kind, texts: {} };
    case 'notify':
      return { do: kind, to: 'leads' };
    case 'webhook':
      return { do: kind, endpointId: '' };
  }
}

function isSaid(action: RuleAction): boolean {
  if (isTrait(action)) return isTraitSaid(action);
  if ('tags' in action) return action.tags.length > 0;
  if ('accountId' in action) return action.accountId !== '';
  if ('skillId' in action) return action.skillId !== '';
  if ('teamId' in action) return action.teamId !== '';
  if ('endpointId' in action) return action.endpointId !== '';
  if ('texts' in action) return Object.values(action.texts).some((text) => text !== undefined && text.trim() !== '');
  return true;
}
const isAsked = (node: Node): boolean => (isGroup(node) ? node.items.length > 0 && node.items.every(isAsked) : CONDITION_FIELDS[node.field].kind === 'yes' || node.values.length > 0);

/** Whether everything that was begun says what it needs to. */
export const isComplete = ({ conditions: held, actions }: Pick<RuleDraft, 'conditions' | 'actions'>): boolean => held.items.every(isAsked) && actions.length > 0 && actions.every(isSaid);

/** Without what is only white space. */
export function trimmed(action: RuleAction): RuleAction {
  if (!('texts' in action)) return action;
  return { ...action, texts: Object.fromEntries(Object.entries(action.texts).flatMap(([locale, text]) => (text?.trim() ? [[locale, text.trim()]] : []))) };
}

/** Minutes in the largest unit that says them whole. */
export const UNITS = { minutes: 1, hours: 60, days: 1440 } as const;
export type TimeUnit = keyof typeof UNITS;
export const unitOf = (minutes: number): TimeUnit => (minutes % UNITS.days === 0 ? 'days' : minutes % UNITS.hours === 0 ? 'hours' : 'minutes');
