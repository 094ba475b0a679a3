import type { RefusalCode } from '#contracts/imports.js';
import { Email } from '#contracts/common.js';
import { MAX_TAGS, type TicketPriority, type TicketState, type TicketType } from '#contracts/tickets.js';
import { oneLine, storable } from '../mail/plain-text.rules.js';
import { tidyTags } from '../tickets/ticket-facts.rules.js';
import { DESCRIPTION } from './zendesk.rules.js';
import type { HistoricFile, HistoricMessage, HistoricTicket, Person } from './historic.types.js';
import { MOST_MESSAGES } from './loose.rules.js';
import { type KnownFields, type ToldField, toldFields } from './field.rules.js';
import { plain, priorityOf, stateOf, typeOf } from './import-words.rules.js';
import { momentOf } from './moment.rules.js';

const DAY_MS = 24 * 3_600_000;
const MOST_TEXT = 100_000;
const MOST_SUBJECT = 200;
const MOST_NAME = 120;
const MOST_TAG = 40;

export interface Known extends Person {
  readonly staff: boolean;
}
/** What everything of one import is understood by. */
export interface Setting {
  readonly now: Date;
  readonly solvedDays: number;
  readonly zone: string;
  /** Words that somebody has said the meaning of, as `plain` spells them. */
  readonly states: ReadonlyMap<string, TicketState>;
  /** Where nothing says when: it is brought as of now. */
  readonly timeless: boolean;
  readonly people: ReadonlyMap<string, Known>;
  /** Our own people by address. */
  readonly staff: ReadonlySet<string>;
  readonly fields: KnownFields;
}
export interface PlannedMessage {
  readonly author: Person | null;
  readonly side: 'customer' | 'agent' | 'bot';
  /** The one who asked, in his own words. */
  readonly own: boolean;
  readonly internal: boolean;
  readonly at: Date;
  readonly text: string;
}
/** A ticket as it will stand here. */
export interface Plan {
  readonly subject: string | null;
  readonly state: TicketState;
  readonly priority: TicketPriority;
  readonly type: TicketType;
  readonly tags: string[];
  readonly requester: Person | null;
  readonly assignee: Person | null;
  readonly createdAt: Date;
  readonly movedAt: Date;
  readonly solvedAt: Date | null;
  readonly closedAt: Date | null;
  readonly messages: readonly PlannedMessage[];
  /** What stood in fields of the other desk. */
  readonly fields: readonly ToldField[];
  readonly url: string | null;
}
export type Planned = { readonly plan: Plan } | { readonly refused: RefusalCode; readonly detail: string | null };

const refuse = (refused: RefusalCode, detail: string | null = null): Planned => ({ refused, detail: detail === null ? null : oneLine(detail, 120) });

/** A name and an address as they may stand here; what is no address is none. */
function tidy(person: Person | null, people: Setting['people']): Person | null {
  if (person === null) return null;
  const known = person.id === null ? undefined : people.get(person.id);
  const email = Email.safeParse(person.email ?? known?.email ?? '');
  return { id: person.id, name: oneLine(person.name ?? known?.name ?? '', MOST_NAME) || null, email: email.success ? email.data : null };
}

function sideOf({ side, author, internal }: HistoricMessage, requester: Person | null, { people, staff }: Setting): PlannedMessage['side'] {
  if (side !== null) return side;
  if (author === null || (author.id !== null && author.id === requester?.id)) return 'customer';
  const known = author.id === null ? undefined : people.get(author.id);
  if (known) return known.staff || (known.email !== null && staff.has(known.email.toLowerCase())) ? 'agent' : 'customer';
  return internal || author.id !== null || (author.email !== null && staff.has(author.email.toLowerCase())) ? 'agent' : 'customer';
}

const fileLine = ({ name, url }: HistoricFile): string => [oneLine(name, 200), url && /^https?:/i.test(url) ? url.slice(0, 1_000) : ''].filter((part) => part !== '').join(' · ');
const wordsOf = ({ text, files }: HistoricMessage): string => storable([text.trim(), ...files.map(fileLine)].filter((part) => part !== '').join('\n'), MOST_TEXT);

/** By time, then by id, as they were written; what only the ticket told of goes where the comments themselves are there. */
function inOrder(messages: readonly (HistoricMessage & { readonly when: Date })[]): (HistoricMessage & { readonly when: Date })[] {
  const once = [...new Map(messages.map((message) => [message.id, message])).values()];
  const told = once.length > 1 ? once.filter(({ id }) => id !== DESCRIPTION) : once;
  return told.sort((a, b) => a.when.getTime() - b.when.getTime() || Number(a.id) - Number(b.id) || 0);
}

/** What becomes of a ticket: the one place that decides, for what is brought and for what is only tried. */
export function planOf(ticket: HistoricTicket, setting: Setting): Planned {
  const { now, zone, people } = setting;
  if (ticket.state === '') return refuse('state_missing');
  if (plain(ticket.state) === 'deleted') return refuse('deleted');
  const state = setting.states.get(plain(ticket.state)) ?? stateOf(ticket.state);
  if (state === null) return refuse('state_unknown', ticket.state);
  if (ticket.messages.length > MOST_MESSAGES) return refuse('too_many_messages', String(ticket.messages.length));
  const created = momentOf(ticket.createdAt, zone, now);
  if (created && 'fault' in created) return refuse(created.fault, String(ticket.createdAt));
  const timed: (HistoricMessage & { when: Date })[] = [];
  for (const message of ticket.messages) {
    const read = momentOf(message.at, zone, now) ?? created;
    if (read && 'fault' in read) return refuse(read.fault, String(message.at));
    if (!read && !setting.timeless) return refuse('time_missing');
    timed.push({ ...message, when: read?.at ?? now });
  }
  const requester = tidy(ticket.requester, people);
  const messages = inOrder(timed).flatMap((message): PlannedMessage[] => {
    const text = wordsOf(message);
    const side = sideOf(message, requester, setting);
    const author = tidy(message.author, people);
    const own = side === 'customer' && (author === null || (author.id !== null ? author.id === requester?.id : author.email === requester?.email && author.name === requester?.name));
    return text === '' ? [] : [{ author, side, own, internal: message.internal, at: message.when, text }];
  });
  const createdAt = created?.at ?? messages[0]?.at ?? (setting.timeless ? now : null);
  if (createdAt === null) return refuse('time_missing');
  const subject = oneLine(ticket.subject ?? '', MOST_SUBJECT) || null;
  if (subject === null && messages.length === 0) return refuse('nothing_in_it');
  const lastAt = messages.at(-1)?.at ?? createdAt;
  const beganAt = messages[0] && messages[0].at < createdAt ? messages[0].at : createdAt;
  const fields = toldFields(ticket, setting.fields);
  return {
    plan: {
      subject, priority: priorityOf(ticket.priority), type: typeOf(ticket.type), requester, assignee: tidy(ticket.assignee, people), fields, messages: [...noteOf(fields, beganAt), ...messages],
      tags: tidyTags(ticket.tags.map((tag) => oneLine(tag, MOST_TAG))).slice(0, MAX_TAGS),
      createdAt: beganAt,
      url: ticket.url && /^https?:\/\//i.test(ticket.url) ? ticket.url.slice(0, 1_000) : null,
      ...endOf(state, { solved: lenient(ticket.solvedAt, setting), updated: lenient(ticket.updatedAt, setting), lastAt }, setting),
    },
  };
}

/** What has no field here stands before the talk, for the staff. */
function noteOf(fields: readonly ToldField[], at: Date): PlannedMessage[] {
  const text = fields.flatMap(({ name, words, put }) => (put ? [] : [`${name}: ${words}`])).join('\n');
  return text === '' ? [] : [{ author: null, side: 'bot', own: false, internal: true, at, text }];
}

/** A time that only rounds off the picture: where it cannot be, it is not there. */
function lenient(written: string | number | null, { zone, now }: Setting): Date | null {
  const read = momentOf(written, zone, now);
  return read && 'at' in read ? read.at : null;
}

/** What was solved longer ago than solved tickets stay open to an answer is closed already: nothing is left to happen to it. */
function endOf(state: TicketState, { solved, updated, lastAt }: { solved: Date | null; updated: Date | null; lastAt: Date }, { now, solvedDays }: Setting): Pick<Plan, 'state' | 'solvedAt' | 'closedAt' | 'movedAt'> {
  const overAt = solved ?? updated ?? lastAt;
  if (state === 'closed') return { state, solvedAt: solved, closedAt: overAt, movedAt: lastAt };
  if (state !== 'solved') return { state, solvedAt: null, closedAt: null, movedAt: lastAt };
  const closesAt = new Date(overAt.getTime() + solvedDays * DAY_MS);
  return closesAt <= now ? { state: 'closed', solvedAt: overAt, closedAt: closesAt, movedAt: lastAt } : { state, solvedAt: overAt, closedAt: null, movedAt: lastAt };
}
