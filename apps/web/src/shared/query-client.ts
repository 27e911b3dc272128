import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api.ts';

export const meKey = ['me'] as const;

function worthRetrying(failures: number, error: unknown): boolean {
  return failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 502);
}

/** A session that ended while the page was open: asking for `me` again leads to the sign-in page. */
function noticeEndOfSession(error: unknown, client: () => QueryClient): void {
  if (error instanceof ApiError && error.status === 401) void client().invalidateQueries({ queryKey: meKey });
}

export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (query.queryKey[0] !== meKey[0]) noticeEndOfSession(error, () => client);
      },
    }),
    mutationCache: new MutationCache({ onError: (error) => noticeEndOfSession(error, () => client) }),
    defaultOptions: {
      queries: { staleTime: 15_000, retry: worthRetrying },
      mutations: { retry: false },
    },
  });
  return client;
}
