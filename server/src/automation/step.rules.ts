import type { RuleAction, RuleStep } from '#contracts/automation.js';
import type { Locale } from '#contracts/common.js';
import type { ErrorCode } from '#contracts/errors.js';
import { MAX_TAGS, TicketPriority } from '#contracts/tickets.js';
import { filledFor, type Values } from '../macros/macro-text.rules.js';
import { tagsAfter } from '../macros/macro.rules.js';
import { fieldStep, type KnownTraits, partOnEntry, subStateStep, type Traits } from '../macros/trait.rules.js';
import { tidyTags } from '../tickets/ticket-facts.rules.js';

/** A ticket as a rule meets it. */
export interface Standing extends Traits {
  readonly priority: string;
  readonly assigneeId: string | null;
  /** Skills it needs by hand or by a rule, and how well; and that routing is to give it out. */
  readonly skills: Readonly<Record<string, number>>;
  readonly routed: boolean;
  /** Why an automatic reply must not go out; null where it may. */
  readonly muteness: ErrorCode | null;
  /** Endpoints that this run has told already. */
  readonly sentTo: readonly string[];
}
export interface Around {
  /** People and teams that may be named; who is missing is not there any more. */
  readonly people: ReadonlyMap<string, string>;
  readonly teams: ReadonlyMap<string, string>;
  readonly skills: ReadonlyMap<string, string>;
  readonly endpoints: ReadonlyMap<string, { readonly name: string; readonly isOn: boolean }>;
  /** Active people, for those who are told. */
  readonly teamIds: readonly string[];
  readonly leadIds: readonly string[];
  readonly known: KnownTraits;
  readonly language: Locale;
  readonly values: Values;
}

const PRIORITIES = TicketPriority.options;
/** The next higher priority; the highest stays. */
export const raised = (priority: string): TicketPriority => PRIORITIES[Math.min(PRIORITIES.findIndex((one) => one === priority) + 1, PRIORITIES.length - 1)] ?? 'urgent';

/** It tells somebody and leaves the ticket as it is. */
export const isTelling = (deed: RuleAction['do']): boolean => deed === 'notify' || deed === 'notify_person' || deed === 'webhook';

/** Who is told by an action, at most so many: a rule is no circular. */
export const MOST_TOLD = 50;
export function toldBy(action: RuleAction, { assigneeId }: Pick<Standing, 'assigneeId'>, { people, teamIds, leadIds }: Around): readonly string[] {
  const here = (ids: readonly string[]) => ids.filter((id) => people.has(id)).slice(0, MOST_TOLD);
  if (action.do === 'notify_person') return here([action.accountId]);
  if (action.do === 'escalate') return here(leadIds);
  if (action.do !== 'notify') return [];
  return here(action.to === 'assignee' ? (assigneeId === null ? [] : [assigneeId]) : action.to === 'team' ? teamIds : leadIds);
}

/** What the actions would do one after the other, each meeting what those before have made of the ticket. */
export function stepsOf(actions: readonly RuleAction[], ticket: Standing, around: Around): RuleStep[] {
  let now = ticket;
  return actions.map((action) => {
    const [step, next] = stepOf(action, now, around);
    now = next;
    return step;
  });
}

/** What one action does to a ticket as it stands: the one place that decides, for what is done and for what is only tried. */
export function stepOf(action: RuleAction, now: Standing, around: Around): readonly [RuleStep, Standing] {
  const step = (rest: Partial<RuleStep> & Pick<RuleStep, 'outcome'>, next: Partial<Standing> = {}) =>
    [{ do: action.do, key: action.do === 'set_field' ? action.key : null, code: null, from: null, to: null, text: null, locale: null, ...rest }, { ...now, ...next }] as const;
  const refuse = (code: ErrorCode, rest: Partial<RuleStep> = {}) => step({ outcome: 'refused', code, ...rest });
  const put = (from: string | null, to: string | null, next: Partial<Standing>) => step({ outcome: from === to ? 'nothing' : 'changes', from, to }, next);
  const nameOf = (id: string | null) => (id === null ? null : (around.people.get(id) ?? null));
  if (now.state === 'closed' && !isTelling(action.do)) return refuse('ticket/closed');
  switch (action.do) {
    case 'assign_person': {
      const to = around.people.get(action.accountId);
      if (to === undefined) return refuse('resource/not_found');
      return step({ outcome: now.assigneeId === action.accountId ? 'nothing' : 'changes', from: nameOf(now.assigneeId), to }, { assigneeId: action.accountId });
    }
    case 'assign_team': {
      const to = around.teams.get(action.teamId);
      if (to === undefined) return refuse('resource/not_found');
      const from = now.teamId === null ? null : (around.teams.get(now.teamId) ?? null);
      // Who has it in that team keeps it.
      return now.teamId === action.teamId ? step({ outcome: 'nothing', from, to }) : step({ outcome: 'changes', from, to }, { teamId: action.teamId, assigneeId: null });
    }
    case 'unassign':
      return step({ outcome: now.assigneeId === null ? 'nothing' : 'changes', from: nameOf(now.assigneeId) }, { assigneeId: null });
    case 'set_state':
      // New is at work already.
      if (now.state === 'new' && action.state === 'open') return step({ outcome: 'nothing', from: 'new', to: 'open' });
      if (now.chatting && action.state !== 'open') return refuse('ticket/chat_running', { from: now.state, to: action.state });
      return put(now.state, action.state, { state: action.state, ...(now.state === action.state ? {} : { subStateId: partOnEntry(action.state, around.known) }) });
    case 'set_field':
    case 'set_sub_state': {
      // Rules ask for nothing before they solve: fields that are wanted are wanted of people.
      const done = action.do === 'set_field' ? fieldStep(action, now, around.known) : subStateStep(action, now, { ...around.known, fields: [] });
      if ('code' in done) return refuse(done.code, done);
      return step({ outcome: Object.keys(done.next).length > 0 ? 'changes' : 'nothing', from: done.from, to: done.to }, done.next);
    }
    case 'set_priority':
      return put(now.priority, action.priority, { priority: action.priority });
    case 'set_type':
      return put(now.type, action.type, { type: action.type });
    case 'add_tags':
    case 'remove_tags': {
      const tags = tagsAfter(now.tags, action);
      if (tags.length > MAX_TAGS) return refuse('macro/too_many_tags');
      const moved = tidyTags(action.tags).filter((tag) => now.tags.includes(tag) !== tags.includes(tag));
      return step({ outcome: moved.length > 0 ? 'changes' : 'nothing', to: (moved.length > 0 ? moved : action.tags).join(', ') }, { tags });
    }
    case 'reply':
    case 'note': {
      const filled = filledFor(action.texts, around.language, around.values);
      if (filled === null) return refuse('request/invalid');
      const said = { text: filled.text, locale: filled.locale };
      if (action.do === 'reply' && now.muteness !== null) return refuse(now.muteness, said);
      if (filled.open.length > 0) return refuse('macro/blank_open', { ...said, to: filled.open.join(', ') });
      return step({ outcome: 'changes', ...said }, action.do === 'reply' ? { muteness: 'rule/reply_too_soon' } : {});
    }
    case 'notify':
    case 'notify_person': {
      const told = toldBy(action, now, around);
      return told.length === 0 ? refuse('rule/nobody_to_tell') : step({ outcome: 'changes', to: told.map((id) => around.people.get(id)).join(', ') });
    }
    case 'webhook': {
      const to = around.endpoints.get(action.endpointId);
      if (to === undefined) return refuse('resource/not_found');
      if (!to.isOn) return refuse('webhook/off', { to: to.name });
      return step({ outcome: now.sentTo.includes(action.endpointId) ? 'nothing' : 'changes', to: to.name }, { sentTo: [...now.sentTo, action.endpointId] });
    }
    case 'need_skill': {
      const to = around.skills.get(action.skillId);
      if (to === undefined) return refuse('resource/not_found');
      const held = now.skills[action.skillId] ?? 0;
      return step({ outcome: held >= action.level ? 'nothing' : 'changes', to }, { skills: { ...now.skills, [action.skillId]: Math.max(held, action.level) } });
    }
    case 'route':
      if (now.teamId === null) return refuse('ticket/no_team');
      return step({ outcome: now.assigneeId !== null || now.routed ? 'nothing' : 'changes', to: nameOf(now.assigneeId) }, { routed: true });
    case 'escalate': {
      const [to, told] = [raised(now.priority), toldBy(action, now, around)];
      if (to === now.priority && told.length === 0) return refuse('rule/nobody_to_tell', { from: now.priority, to });
      return step({ outcome: 'changes', from: now.priority, to }, { priority: to });
    }
  }
}
