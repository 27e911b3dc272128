import { harmlessOnly, withoutBodyHeaders } from './outgoing-headers.ts';
import { parseDestination } from './parse-destination.ts';

/** One request of a redirect chain. Header names are in lower case. */
export interface Hop {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: string | Uint8Array | undefined;
}

function becomesGet(status: number, method: string): boolean {
  if (status === 303) return method !== 'GET' && method !== 'HEAD';
  return (status === 301 || status === 302) && method === 'POST';
}

/**
 * The request that follows `response`, or undefined when it is no redirect. Method and body change as the fetch
 * standard says; on another origin only harmless headers go along. Throws `destination_refused` for a bad address.
 */
export function nextHop(hop: Hop, status: number, location: string | null): Hop | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || location === null) return undefined;
  const url = parseDestination(location, hop.url);
  const sameOrigin = url.origin === hop.url.origin;
  const headers = sameOrigin ? hop.headers : harmlessOnly(hop.headers);
  if (becomesGet(status, hop.method)) {
    return { url, method: 'GET', headers: withoutBodyHeaders(headers), body: undefined };
  }
  return { url, method: hop.method, headers, body: hop.body };
}
