import { queryOptions } from '@tanstack/react-query';
import { api, content } from './api.js';

export const healthQuery = queryOptions({
  queryKey: ['health'],
  refetchInterval: 15_000,
  queryFn: ({ signal }) => content(api.GET('/api/v1/health', { signal })),
});
