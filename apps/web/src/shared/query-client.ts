import { ApiError } from '@agentforge/client/problem';
import { QueryClient } from '@tanstack/react-query';
import { onUnauthenticated } from './client.ts';

export const meKey = ['me'] as const;

function worthRetrying(failures: number, error: unknown): boolean {
  return failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 502);
}

export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: worthRetrying },
      mutations: { retry: false },
    },
  });
  // A session that ended while the page was open: asking for `me` again leads to the sign-in page.
  onUnauthenticated(() => {
    const signedIn = client.getQueryData(meKey) !== undefined;
    if (signedIn && client.isFetching({ queryKey: meKey }) === 0) void client.invalidateQueries({ queryKey: meKey });
  });
  return client;
}
