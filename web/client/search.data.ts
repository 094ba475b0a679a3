import type { SearchPage } from '#contracts/search.js';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { api, content } from './api.js';

const read = (q: string, cursor: string | null, signal: AbortSignal): Promise<SearchPage> =>
  content(api.GET('/api/v1/search', { params: { query: { q, ...(cursor ? { cursor } : {}) } }, signal }));

/** What was typed, in pages. What was found stays on screen until the next is there. */
export const searchQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['search', q],
    queryFn: ({ pageParam, signal }) => read(q, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }: SearchPage) => nextCursor,
    enabled: q !== '',
    staleTime: 10_000,
    placeholderData: keepPreviousData,
  });
