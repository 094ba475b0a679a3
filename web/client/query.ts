import { QueryClient } from '@tanstack/react-query';
import { Problem } from './problem.js';

const mayPass = (error: Error): boolean => error instanceof Problem && (error.code === 'client/offline' || error.status >= 500 || error.status === 429);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The server says what changed by socket; a reconnect refetches. Nothing is polled.
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 3 && mayPass(error),
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
