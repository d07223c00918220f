import { QueryClient } from '@tanstack/react-query';
import { isWorthRetrying } from './request.ts';

/** Server state that is not live: fetched when shown, retried only if that can help. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (count, error) => count < 3 && isWorthRetrying(error),
        staleTime: 15_000,
        refetchOnWindowFocus: true,
      },
      // Without signal a press fails at once and says so; it is not sent by itself an hour later.
      mutations: { networkMode: 'always' },
    },
  });
}
