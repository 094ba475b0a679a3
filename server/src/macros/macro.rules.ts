import type { ErrorCode } from '#contracts/errors.js';
import type { MacroAction, MacroStep } from '#contracts/macros.js';
import type { Permission } from '#contracts/permissions.js';
import type { Locale } from '#contracts/common.js';
import { MAX_TAGS } from '#contracts/tickets.js';
import { tidyTags } from '../tickets/ticket-facts.rules.js';
import { filledFor, type Values } from './macro-text.rules.js';
import { fieldStep, type KnownTraits, moveFault, partOnEntry, subStateStep, type Traits } from './trait.rules.js';

/** What a macro meets: the ticket as it is, and who and what is known beside it. */
export interface Standing extends Traits {
  readonly priority: string;
  readonly assigneeId: string | null;
  readonly spam: boolean;
  /** The customer said something that the caller has not seen. */
  readonly unseen: boolean;
}
export interface Around {
  readonly me: { readonly id: string; readonly name: string; readonly permissions: ReadonlySet<Permission> };
  /** Names of the people and teams that may be named; who is missing is not there to be assigned. */
  readonly people: ReadonlyMap<string, string>;
  readonly teams: ReadonlyMap<string, string>;
  readonly known: KnownTraits;
  readonly language: Locale;
  readonly values: Values;
}

const NEEDS = {
  set_priority: 'ticket.edit', set_type: 'ticket.edit', add_tags: 'ticket.edit', remove_tags: 'ticket.edit', set_state: 'ticket.close',
  set_spam: 'ticket.edit', set_field: 'ticket.edit', set_sub_state: 'ticket.close', assign: 'ticket.assign', assign_person: 'ticket.assign', assign_team: 'ticket.assign', reply: 'ticket.reply', note: 'ticket.note',
} as const satisfies Record<MacroAction['do'], string>;

/** What one must be allowed to, to have an action done. */
export const neededBy = (action: MacroAction): Permission => NEEDS[action.do];

/** The tags after an action that adds or takes some away, in the order they were given. */
export function tagsAfter(tags: readonly string[], action: { readonly do: 'add_tags' | 'remove_tags'; readonly tags: readonly string[] }): string[] {
  const named = tidyTags(action.tags);
  return action.do === 'add_tags' ? [...new Set([...tags, ...named])] : tags.filter((tag) => !named.includes(tag));
}

/** Whom an action that assigns gives the ticket to. Null: it assigns nobody anything. */
export function handOver(action: MacroAction, meId: string): { accountId: string | null; teamId?: string } | null {
  if (action.do === 'assign') return { accountId: action.to === 'me' ? meId : null };
  if (action.do === 'assign_person') return { accountId: action.accountId };
  return action.do === 'assign_team' ? { accountId: null, teamId: action.teamId } : null;
}

/** What the actions would do, one after the other, each meeting what those before have made of the ticket. */
export function stepsOf(actions: readonly MacroAction[], ticket: Standing, around: Around): MacroStep[] {
  let now = ticket;
  return actions.map((action) => {
    const [step, next] = stepOf(action, now, around);
    now = next;
    return step;
  });
}

const nothingSaid = () => ({ code: null, from: null, to: null, text: null, locale: null, openBlanks: [] });

function stepOf(action: MacroAction, now: Standing, around: Around): readonly [MacroStep, Standing] {
  const step = (rest: Partial<MacroStep> & Pick<MacroStep, 'outcome'>, next: Partial<Standing> = {}) => [{ ...nothingSaid(), do: action.do, ...rest }, { ...now, ...next }] as const;
  const refuse = (code: ErrorCode, rest: Partial<MacroStep> = {}) => step({ outcome: 'refused', code, ...rest });
  const put = (from: string | null, to: string | null, next: Partial<Standing>) => step({ outcome: from === to ? 'nothing' : 'changes', from, to }, next);
  if (!around.me.permissions.has(neededBy(action))) return refuse('permission/missing');
  if (action.do === 'set_spam') return step({ outcome: now.spam === action.spam ? 'nothing' : 'changes', to: String(action.spam) }, { spam: action.spam });
  if (now.state === 'closed') return refuse('ticket/closed');
  switch (action.do) {
    case 'set_state': {
      const fault = moveFault(action.state, now, around.known) ?? (action.state === 'solved' && now.unseen ? 'ticket/unseen_message' : null);
      if (fault) return refuse(fault, { from: now.state, to: action.state });
      return put(now.state, action.state, { state: action.state, ...(now.state === action.state ? {} : { subStateId: partOnEntry(action.state, around.known) }) });
    }
    case 'set_field':
    case 'set_sub_state': {
      const done = action.do === 'set_field' ? fieldStep(action, now, around.known) : subStateStep(action, now, around.known);
      if ('code' in done) return refuse(done.code, done);
      if (done.next.state === 'solved' && now.unseen) return refuse('ticket/unseen_message', { from: done.from, to: done.to });
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
    case 'assign':
    case 'assign_person':
    case 'assign_team':
      return assigning(action, now, around, { refuse, step });
    case 'reply':
    case 'note': {
      const filled = filledFor(action.texts, around.language, around.values);
      if (filled === null) return refuse('request/invalid');
      const said = { text: filled.text, locale: filled.locale, openBlanks: [...filled.open] };
      if (filled.open.length > 0) return refuse('macro/blank_open', said);
      if (action.do === 'reply' && now.unseen) return refuse('ticket/unseen_message', said);
      return step({ outcome: 'changes', ...said }, action.do === 'reply' ? { unseen: false } : {});
    }
  }
}

type Outcomes = {
  readonly refuse: (code: ErrorCode, rest?: Partial<MacroStep>) => readonly [MacroStep, Standing];
  readonly step: (rest: Partial<MacroStep> & Pick<MacroStep, 'outcome'>, next?: Partial<Standing>) => readonly [MacroStep, Standing];
};

function assigning(action: MacroAction, now: Standing, { me, people, teams }: Around, { refuse, step }: Outcomes) {
  const to = handOver(action, me.id);
  const known = (to?.accountId == null || people.has(to.accountId)) && (to?.teamId === undefined || teams.has(to.teamId));
  if (to === null || !known) return refuse('resource/not_found');
  const teamId = to.teamId ?? now.teamId;
  const same = to.accountId === now.assigneeId && teamId === now.teamId;
  const from = (now.assigneeId && people.get(now.assigneeId)) ?? null;
  const name = to.teamId ? teams.get(to.teamId) : to.accountId ? people.get(to.accountId) : null;
  return step({ outcome: same ? 'nothing' : 'changes', from, to: name ?? null }, { assigneeId: to.accountId, teamId });
}
