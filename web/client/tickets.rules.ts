import type { Message } from '#contracts/messages.js';
import type { TicketFilter, TicketGroup, TicketRow, TicketSort, TicketView } from '#contracts/tickets.js';

export interface ListQuery {
  view: TicketView;
  state: 'open' | 'closed';
  teamId?: string;
  /** Narrowed further; see TicketFilter. */
  filter?: Omit<TicketFilter, 'teamId'>;
  sort?: TicketSort;
  group?: TicketGroup;
}

/** A list as the address of a request says it. */
export function listParams({ filter = {}, ...query }: ListQuery) {
  const { states, priorities, types, tags, subStates, fields, waiting, unread, spam, ...rest } = filter;
  return {
    ...query,
    ...rest,
    states: states?.join(','),
    priorities: priorities?.join(','),
    types: types?.join(','),
    tags: tags?.join(','),
    subStates: subStates?.join(','),
    fields: fields?.join(','),
    waiting: flagOf(waiting),
    unread: flagOf(unread),
    spam: flagOf(spam),
  };
}
const flagOf = (wish: boolean | undefined) => (wish === undefined ? undefined : wish ? ('true' as const) : ('false' as const));
export interface ListPage {
  items: TicketRow[];
  nextCursor: string | null;
}

/** The order of every list: who waits longest stands first, then what moved last. */
export function inOrder(a: TicketRow, b: TicketRow): number {
  if (a.waitingSince !== null && b.waitingSince !== null) return a.waitingSince.localeCompare(b.waitingSince);
  if (a.waitingSince !== null) return -1;
  if (b.waitingSince !== null) return 1;
  return b.lastMessageAt.localeCompare(a.lastMessageAt);
}

/** What is due stands by its time; without one it comes last, by what moved last. */
export const byDue = (a: TicketRow, b: TicketRow): number => byTime(a, b, ({ promise }) => promise?.dueAt ?? null);
const byClock = (a: TicketRow, b: TicketRow): number => byTime(a, b, ({ due }) => due?.dueAt ?? null);

function byTime(a: TicketRow, b: TicketRow, of: (row: TicketRow) => string | null): number {
  const [first, second] = [of(a), of(b)];
  if (first !== null && second !== null) return first.localeCompare(second);
  if (first !== null) return -1;
  return second === null ? b.lastMessageAt.localeCompare(a.lastMessageAt) : 1;
}

export const isDone = (row: Pick<TicketRow, 'state'>): boolean => row.state === 'solved' || row.state === 'closed';

/** Whether a row stands in a list. Null: this page cannot tell (other people's teams), so it stays where it is. */
export function belongs(row: TicketRow, query: ListQuery, meId: string): boolean | null {
  const { filter = {} } = query;
  if (!filter.states && isDone(row) !== (query.state === 'closed')) return false;
  if (!fits(row, filter, meId)) return false;
  const asleep = row.snoozedUntil !== null && row.chat === null;
  if (!filter.states && query.state === 'open' && asleep !== (query.view === 'snoozed')) return false;
  if (query.teamId !== undefined && row.team?.id !== query.teamId) return false;
  if (query.view === 'mine') return row.assignee?.id !== meId ? false : (filter.channelId ?? filter.subStates ?? filter.fields ?? filter.follower) === undefined ? true : null;
  if (query.view === 'unassigned') return row.assignee === null ? null : false;
  if (query.view === 'due' && row.promise === null) return false;
  if (query.view === 'at_risk' && row.due === null) return false;
  return null;
}

/** Whether a row is what a filter wishes for, as far as a row can tell. */
function fits(row: TicketRow, { states, priorities, types, tags, assignee, waiting, unread }: NonNullable<ListQuery['filter']>, meId: string): boolean {
  const holder = assignee === 'me' ? meId : assignee === 'nobody' ? undefined : assignee;
  return (
    (states?.includes(row.state) ?? true) &&
    (priorities?.includes(row.priority) ?? true) &&
    (types?.includes(row.type) ?? true) &&
    (tags?.every((tag) => row.tags.includes(tag)) ?? true) &&
    (assignee === undefined || row.assignee?.id === holder) &&
    (waiting === undefined || (row.waitingSince !== null) === waiting) &&
    (unread === undefined || row.unread > 0 === unread)
  );
}

const RANK = { urgent: 0, high: 1, normal: 2, low: 3 } as const;
const ORDERS: Record<TicketSort, (a: TicketRow, b: TicketRow) => number> = {
  waiting: inOrder,
  promised: byDue,
  due: byClock,
  waking: (a, b) => byTime(a, b, ({ snoozedUntil }) => snoozedUntil),
  priority: (a, b) => RANK[a.priority] - RANK[b.priority] || inOrder(a, b),
  recent: (a, b) => b.lastMessageAt.localeCompare(a.lastMessageAt),
  newest: (a, b) => b.number - a.number,
  oldest: (a, b) => a.number - b.number,
};

/** Puts a changed row where it now belongs: moved, added or taken out. A place beyond what is loaded is left to the server. */
export function placed(pages: readonly ListPage[], row: TicketRow, query: ListQuery, meId: string): ListPage[] {
  const known = pages.some((page) => page.items.some((item) => item.id === row.id));
  const stands = belongs(row, query, meId) ?? known;
  if (!known && !stands) return [...pages];
  const without = pages.map((page) => ({ ...page, items: page.items.filter((item) => item.id !== row.id) }));
  if (!stands) return without;
  // Which group it has come into, the server says.
  if (query.group) return known ? pages.map((page) => ({ ...page, items: page.items.map((item) => (item.id === row.id ? row : item)) })) : [...pages];
  const order = ORDERS[query.sort ?? (query.view === 'due' ? 'promised' : query.view === 'at_risk' ? 'due' : query.view === 'snoozed' ? 'waking' : 'waiting')];
  let done = false;
  return without.map((page, index) => {
    if (done) return page;
    const at = page.items.findIndex((item) => order(row, item) < 0);
    const isLast = index === without.length - 1;
    if (at === -1 && !(isLast && page.nextCursor === null)) return page;
    done = true;
    return { ...page, items: at === -1 ? [...page.items, row] : [...page.items.slice(0, at), row, ...page.items.slice(at)] };
  });
}

/** What a message without words stands for in a list. */
export function broughtBy({ attachments }: Pick<Message, 'attachments'>): 'picture' | 'file' | null {
  if (attachments.length === 0) return null;
  return attachments.every((file) => file.width !== null) ? 'picture' : 'file';
}

/** The row after a message, before the server's own version arrives. */
export function afterMessage(row: TicketRow, message: Message, seen: boolean): TicketRow {
  if (message.internal || message.kind === 'system' || message.author.kind === 'system') return row;
  const byCustomer = message.author.kind === 'customer';
  return {
    ...row,
    lastMessageAt: message.createdAt,
    preview: { text: (message.text ?? '').slice(0, 200), files: message.text ? null : broughtBy(message), by: message.author.kind },
    waitingSince: byCustomer ? (row.waitingSince ?? message.createdAt) : null,
    // A public word keeps what is to be kept by writing; the server says so a moment later.
    promise: byCustomer || row.promise?.kind === 'callback' ? row.promise : null,
    unread: byCustomer && !seen ? row.unread + 1 : row.unread,
  };
}
