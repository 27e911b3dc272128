import { createClient } from '@agentforge/client/client';

let latestRequestId: string | undefined;
let whenUnauthenticated: () => void = () => undefined;

/** The id of the last answer, for a crash report. */
export function lastRequestId(): string | undefined {
  return latestRequestId;
}

/** What happens on every 401: the query memory asks again who is signed in. */
export function onUnauthenticated(listener: () => void): void {
  whenUnauthenticated = listener;
}

/** Calls the page's own server with the session's cookie. Throws `ApiError` of `@agentforge/client/problem`. */
export const client = createClient({
  fetch: async (address, init) => {
    const response = await fetch(address, init);
    latestRequestId = response.headers.get('x-request-id') ?? latestRequestId;
    return response;
  },
  onUnauthenticated: () => whenUnauthenticated(),
});
