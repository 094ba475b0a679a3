import { FieldKey, FieldWish } from '#contracts/common.js';
import { ChannelKind, TicketPriority, TicketState, TicketType } from '#contracts/tickets.js';
import { isSign, quoted, wordsOf } from './search-words.rules.js';

/** One thing that was typed: the words of it stand beside each other, in this order. */
export interface Term {
  readonly lexemes: readonly string[];
  /** The last word may go on. */
  readonly open: boolean;
}
export interface Wish {
  readonly terms: readonly Term[];
  readonly states: readonly TicketState[];
  readonly priorities: readonly TicketPriority[];
  readonly types: readonly TicketType[];
  readonly channels: readonly ChannelKind[];
  readonly tags: readonly string[];
  readonly subStates: readonly string[];
  /** Each as FieldWish of the contracts. */
  readonly fields: readonly string[];
  /** Parts of names, or `me` and `nobody`. */
  readonly assignee: string | null;
  readonly team: string | null;
  /** Part of a name, or `me`. */
  readonly follower: string | null;
  readonly before: Date | null;
  readonly after: Date | null;
  readonly hasFile: boolean;
  /** Set by whoever asks: fields that are hidden may be asked for. */
  readonly readsHidden: boolean;
  /** The spam alone; else everything but the spam. */
  readonly spam: boolean;
  /** Set by whoever asks: tickets that are not meant. */
  readonly except: readonly string[];
  readonly unknown: readonly string[];
}
type Draft = { -readonly [K in keyof Wish]: Wish[K] extends readonly (infer T)[] ? T[] : Wish[K] };

const PART = /(?:(?<name>field\.[a-z][a-z0-9_]{0,39}|[a-z]+)[:：](?:"(?<said>[^"]*)"|(?<value>[^\s"]*)))|"(?<phrase>[^"]*)"?|(?<word>[^\s"]+)/giu;
const MOST_TERMS = 12;
const MOST_FIELDS = 5;
/** What every work is that is not done. */
const STATES: Record<string, readonly TicketState[]> = { open: ['new', 'open'], hold: ['on_hold'], unsolved: ['new', 'open', 'pending', 'on_hold'], done: ['solved', 'closed'], any: [] };

function dayOf(value: string): Date | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : null;
  return at && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value) ? at : null;
}
/** Takes what a value says, or tells that it means nothing. */
function listed<T extends string>(into: T[], options: readonly T[], value: string): boolean {
  const found = options.find((option) => option === value);
  if (found !== undefined) into.push(found);
  return found !== undefined;
}

type Operator = (wish: Draft, value: string) => boolean;
const OPERATORS: Record<string, Operator> = {
  status: (wish, value) => {
    const several = Object.hasOwn(STATES, value) ? STATES[value] : undefined;
    if (several) wish.states.push(...several);
    return several !== undefined || listed(wish.states, TicketState.options, value);
  },
  priority: (wish, value) => listed(wish.priorities, TicketPriority.options, value),
  type: (wish, value) => listed(wish.types, TicketType.options, value),
  channel: (wish, value) => listed(wish.channels, ChannelKind.options, value),
  tag: (wish, value) => value !== '' && wish.tags.push(value) > 0,
  substate: (wish, value) => FieldKey.safeParse(value).success && wish.subStates.push(value) > 0,
  assignee: (wish, value) => {
    wish.assignee = value === 'none' ? 'nobody' : value;
    return value !== '';
  },
  team: (wish, value) => {
    wish.team = value;
    return value !== '';
  },
  follower: (wish, value) => {
    wish.follower = value;
    return value !== '';
  },
  before: (wish, value) => (wish.before = dayOf(value)) !== null,
  after: (wish, value) => (wish.after = dayOf(value)) !== null,
  is: (wish, value) => (wish.spam ||= value === 'spam') && value === 'spam',
  has: (wish, value) => (wish.hasFile ||= value === 'file') && value === 'file',
};

function termOf(text: string, open: boolean): Term | null {
  const words = wordsOf(text);
  const lexemes = words.map(({ lexeme }) => lexeme);
  // The last sign of a run is a word of its own in texts, because what follows it is unknown; in a question the pair before it says it already.
  const [last = ''] = lexemes.slice(-1);
  const before = lexemes.at(-2);
  const lone = before !== undefined && before.endsWith(last) && words.at(-2)?.to === words.at(-1)?.to;
  if (lone) lexemes.pop();
  if (lexemes.length === 0) return null;
  return { lexemes, open: !lone && !last.startsWith('#') && (isSign(last) || (open && last.length > 1)) };
}

/** What was typed into the box. Everything means something, or is told as unknown. */
export function readQuery(typed: string): Wish {
  const wish: Draft = { terms: [], states: [], priorities: [], types: [], channels: [], tags: [], subStates: [], fields: [], assignee: null, team: null, follower: null, before: null, after: null, hasFile: false, spam: false, readsHidden: false, except: [], unknown: [] };
  for (const { 0: whole, groups = {} } of typed.matchAll(PART)) {
    const name = groups['name']?.toLowerCase();
    const operator = name !== undefined && Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
    if (name?.startsWith('field.')) {
      const asked = FieldWish.safeParse(`${name.slice(6)}:${(groups['said'] ?? groups['value'] ?? '').trim()}`);
      if (asked.success && wish.fields.length < MOST_FIELDS) wish.fields.push(asked.data);
      else wish.unknown.push(whole);
      continue;
    }
    if (operator) {
      const value = (groups['said'] ?? groups['value'] ?? '').trim();
      if (!operator(wish, name === 'tag' || name === 'assignee' || name === 'team' || name === 'follower' ? value : value.toLowerCase())) wish.unknown.push(whole);
      continue;
    }
    const term = termOf(groups['phrase'] ?? whole, groups['phrase'] === undefined);
    if (term && wish.terms.length < MOST_TERMS) wish.terms.push(term);
  }
  return wish;
}

/** The same for PostgreSQL: every term must be there, the words of each beside each other. Null without any word. */
export function tsqueryOf(terms: readonly Term[]): string | null {
  if (terms.length === 0) return null;
  const one = ({ lexemes, open }: Term) => lexemes.map((lexeme, nth) => quoted(lexeme) + (open && nth === lexemes.length - 1 ? ':*' : '')).join(' <-> ');
  return terms.map((term) => `(${one(term)})`).join(' & ');
}
