import { AppError } from '@agentforge/kernel/errors';
import type { EgressClient } from '../http.ts';

/** An egress client for tests: reaches this machine and nothing else. */
export function loopbackHttp(): EgressClient {
  const fetchLocal: typeof globalThis.fetch = async (input, init) => {
    const address = new URL(input instanceof Request ? input.url : String(input));
    if (address.hostname !== '127.0.0.1') {
      throw new AppError('destination_refused', { detail: `${address.host} is not on the list of allowed addresses.` });
    }
    return globalThis.fetch(input, { ...init, redirect: 'manual' });
  };
  return {
    fetch: fetchLocal,
    async request(url, init = {}) {
      const { method = 'GET', headers = {}, body, signal } = init;
      const response = await fetchLocal(url, {
        method,
        headers,
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : Uint8Array.from(body) }),
        ...(signal === undefined ? {} : { signal }),
      });
      return {
        status: response.status,
        headers: response.headers,
        url: response.url,
        bytes: async () => new Uint8Array(await response.arrayBuffer()),
        text: () => response.text(),
      };
    },
  };
}
