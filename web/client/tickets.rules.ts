import type { Message } from '#contracts/messages.js';
import type { TicketRow, TicketView } from '#contracts/tickets.js';

export interface ListQuery {
  view: TicketView;
  state: 'open' | 'closed';
  teamId?: string;
}
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

/** Whether a row stands in a list. Null: this page cannot tell (other people's teams), so it stays where it is. */
export function belongs(row: TicketRow, query: ListQuery, meId: string): boolean | null {
  if ((row.state === 'closed') !== (query.state === 'closed')) return false;
  if (query.teamId !== undefined && row.team?.id !== query.teamId) return false;
  if (query.view === 'mine') return row.assignee?.id === meId;
  if (query.view === 'unassigned') return row.assignee === null ? null : false;
  return null;
}

/** Puts a changed row where it now belongs: moved, added or taken out. A place beyond what is loaded is left to the server. */
export function placed(pages: readonly ListPage[], row: TicketRow, query: ListQuery, meId: string): ListPage[] {
  const known = pages.some((page) => page.items.some((item) => item.id === row.id));
  const stands = belongs(row, query, meId) ?? known;
  if (!known && !stands) return [...pages];
  const without = pages.map((page) => ({ ...page, items: page.items.filter((item) => item.id !== row.id) }));
  if (!stands) return without;
  let done = false;
  return without.map((page, index) => {
    if (done) return page;
    const at = page.items.findIndex((item) => inOrder(row, item) < 0);
    const isLast = index === without.length - 1;
    if (at === -1 && !(isLast && page.nextCursor === null)) return page;
    done = true;
    return { ...page, items: at === -1 ? [...page.items, row] : [...page.items.slice(0, at), row, ...page.items.slice(at)] };
  });
}

/** The row after a message, before the server's own version arrives. */
export function afterMessage(row: TicketRow, message: Message, seen: boolean): TicketRow {
  if (message.internal || message.kind === 'system' || message.author.kind === 'system') return row;
  const byCustomer = message.author.kind === 'customer';
  return {
    ...row,
    lastMessageAt: message.createdAt,
    preview: { text: (message.text ?? '').slice(0, 200), by: message.author.kind },
    waitingSince: byCustomer ? (row.waitingSince ?? message.createdAt) : null,
    unread: byCustomer && !seen ? row.unread + 1 : row.unread,
  };
}
