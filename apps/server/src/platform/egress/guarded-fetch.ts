import { trusted } from '@agentforge/kernel/trust';
import { type Dispatcher, type RequestInit as UndiciRequestInit, fetch as undiciFetch } from 'undici';
import { ownErrorIn } from './failure.ts';
import { checkHeaders } from './outgoing-headers.ts';
import { parseDestination } from './parse-destination.ts';

interface FetchParts {
  dispatcher: Dispatcher;
  admit(url: URL): void;
}

/** The classes of undici and of Node are twins that do not know each other; forms and requests cross as plain data. */
async function plainInit(input: unknown, init: RequestInit): Promise<RequestInit> {
  const request = input instanceof Request ? new Request(input, init) : undefined;
  const source = request ?? (init.body instanceof FormData ? new Response(init.body) : undefined);
  if (source === undefined) return init;
  const { method = 'GET', signal = null, headers: given } = request ?? init;
  const headers = new Headers(given);
  const contentType = source.headers.get('content-type');
  if (contentType !== null) headers.set('content-type', contentType);
  const body = source.body === null ? null : new Uint8Array(await source.arrayBuffer());
  return { ...init, method, headers, body, signal };
}

/**
 * A `fetch` behind the guard. The answer streams straight from the socket: no timer, no wrapper per chunk. Refusals
 * throw `destination_refused`; other network errors stay fetch's own, because SDKs know those and retry on them.
 */
export function createGuardedFetch(parts: FetchParts): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const url = parseDestination(input instanceof Request ? input.url : String(input));
    const plain = input instanceof Request || init.body instanceof FormData ? await plainInit(input, init) : init;
    checkHeaders(plain.headers);
    parts.admit(url);
    try {
      const response = await undiciFetch(url, {
        ...trusted<UndiciRequestInit>(plain, 'both follow the fetch standard; foreign classes were unfolded above'),
        redirect: 'manual',
        dispatcher: parts.dispatcher,
      });
      return trusted<Response>(response, 'undici implements the same standard class');
    } catch (error) {
      throw ownErrorIn(error) ?? error;
    }
  };
}
