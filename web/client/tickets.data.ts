import type { TicketDetail, TicketPage, TicketRow } from '#contracts/tickets.js';
import { type InfiniteData, infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { api, content } from './api.js';
import { Problem } from './problem.js';
import { queryClient } from './query.js';
import { meQuery } from './session.data.js';
import { type ListPage, listParams, type ListQuery, placed } from './tickets.rules.js';

type Page = z.infer<typeof TicketPage>;
const PAGE = 100;

const listsKey = ['tickets', 'list'] as const;
export const listQuery = (query: ListQuery) =>
  infiniteQueryOptions({
    queryKey: [...listsKey, query],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }): Promise<Page> =>
      content(api.GET('/api/v1/tickets', { params: { query: { ...listParams(query), cursor: pageParam ?? undefined, limit: PAGE } }, signal })),
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: undefined,
  });

export const countsQuery = queryOptions({
  queryKey: ['tickets', 'counts'],
  queryFn: ({ signal }) => content(api.GET('/api/v1/tickets/counts', { signal })),
});

export const detailQuery = (id: string) =>
  queryOptions({
    queryKey: ['tickets', 'detail', id],
    queryFn: async ({ signal }) => {
      const asked = performance.now();
      const detail = await content(api.GET('/api/v1/tickets/{id}', { params: { path: { id } }, signal }));
      askedAt.set(id, asked);
      return detail;
    },
  });
/** When the detail we hold was asked for: it cannot tell of anything that was saved after that. */
const askedAt = new Map<string, number>();
export const detailAskedAt = (id: string): number => askedAt.get(id) ?? 0;

export const refetchLists = () =>
  Promise.all([queryClient.invalidateQueries({ queryKey: listsKey }), queryClient.invalidateQueries({ queryKey: countsQuery.queryKey })]);
export const refetchTicket = (id: string) => queryClient.invalidateQueries({ queryKey: detailQuery(id).queryKey });

/** The row as any list of this page has it. */
export function knownRow(id: string): TicketRow | undefined {
  const lists = queryClient.getQueriesData<InfiniteData<ListPage>>({ queryKey: listsKey });
  for (const [, list] of lists) for (const page of list?.pages ?? []) for (const row of page.items) if (row.id === id) return row;
  return queryClient.getQueryData<TicketDetail>(detailQuery(id).queryKey)?.ticket;
}

/** Changes a row wherever it stands, before the server says so. */
export function putRow(row: TicketRow): void {
  const meId = queryClient.getQueryData(meQuery.queryKey)?.account.id ?? '';
  for (const [key, list] of queryClient.getQueriesData<InfiniteData<ListPage, string | null>>({ queryKey: listsKey })) {
    const query = key[2];
    if (list && isListQuery(query)) queryClient.setQueryData(key, { ...list, pages: placed(list.pages, row, query, meId) });
  }
  queryClient.setQueryData(detailQuery(row.id).queryKey, (detail) => detail && { ...detail, ticket: row });
}
const isListQuery = (value: unknown): value is ListQuery => typeof value === 'object' && value !== null && 'view' in value;

function putDetail(detail: TicketDetail): void {
  queryClient.setQueryData(detailQuery(detail.ticket.id).queryKey, detail);
  putRow(detail.ticket);
}

/** Does something to a ticket: shows the guess at once, then the server's answer, or takes it back and returns why. */
export async function changeTicket(
  id: string,
  guess: (detail: TicketDetail) => TicketDetail,
  run: () => Promise<TicketDetail | { ok: true }>,
): Promise<Problem | null> {
  const { queryKey } = detailQuery(id);
  await queryClient.cancelQueries({ queryKey });
  const before = queryClient.getQueryData(queryKey);
  if (before) putDetail(guess(before));
  try {
    const answer = await run();
    if ('ticket' in answer) putDetail(answer);
    else await refetchTicket(id);
    void refetchLists();
    return null;
  } catch (error) {
    if (before) putDetail(before);
    void refetchTicket(id);
    void refetchLists();
    if (error instanceof Problem) return error;
    throw error;
  }
}

export const assign = (id: string, body: { accountId: string | null; teamId?: string }) =>
  content(api.PUT('/api/v1/tickets/{id}/assignment', { params: { path: { id } }, body }));
export const close = (id: string, query: { seenSeq: number; openChildren: number }) => content(api.POST('/api/v1/tickets/{id}/closure', { params: { path: { id }, query } }));
export const reopen = (id: string) => content(api.DELETE('/api/v1/tickets/{id}/closure', { params: { path: { id } } }));
/** Puts the own mark back: the row shows it at once, here and on this person's other devices. */
export async function markUnread(id: string): Promise<void> {
  await content(api.PUT('/api/v1/tickets/{id}/unread-mark', { params: { path: { id } } }));
  const row = knownRow(id);
  if (row) putRow({ ...row, unread: Math.max(row.unread, 1) });
  void refetchLists();
}
export const saveDraft = (id: string, mode: 'reply' | 'note', text: string): Promise<unknown> =>
  text === ''
    ? content(api.DELETE('/api/v1/tickets/{id}/drafts/{mode}', { params: { path: { id, mode } }, keepalive: true }))
    : content(api.PUT('/api/v1/tickets/{id}/drafts/{mode}', { params: { path: { id, mode } }, body: { text }, keepalive: true }));
export const blockVisitor = (id: string) => content(api.POST('/api/v1/visitors/{id}/block', { params: { path: { id } } }));
export const unblockVisitor = (id: string) => content(api.DELETE('/api/v1/visitors/{id}/block', { params: { path: { id } } }));

/** The ticket to go on with when this one is done: the next in the list, otherwise the one before. */
export function neighbourOf(query: ListQuery, id: string): string | null {
  const rows = queryClient.getQueryData(listQuery(query).queryKey)?.pages.flatMap((page) => page.items) ?? [];
  const at = rows.findIndex((row) => row.id === id);
  if (at === -1) return rows[0]?.id ?? null;
  return (rows[at + 1] ?? rows[at - 1])?.id ?? null;
}

/** Every row any list of this page holds, each once. */
export function knownRows(): TicketRow[] {
  const lists = queryClient.getQueriesData<InfiniteData<ListPage>>({ queryKey: listsKey });
  const rows = lists.flatMap(([, list]) => list?.pages.flatMap((page) => page.items) ?? []);
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
