import { AppError } from '@agentforge/kernel/errors';
import { trusted } from '@agentforge/kernel/trust';
import type { EgressClient, EgressRequest, EgressResponse } from '@agentforge/plugin-kit/http';
import { type Dispatcher, type Response, fetch as undiciFetch } from 'undici';
import { type Deadline, startDeadline } from './deadline.ts';
import { networkFailure, timeoutFailure, tooLarge } from './failure.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import { type Hop, nextHop } from './next-hop.ts';
import { checkHeaders, checkMethod, lowerCased } from './outgoing-headers.ts';
import { parseDestination } from './parse-destination.ts';
import { readBounded } from './read-bounded.ts';

const maxRedirectsEver = 5;
const defaultMaxBytes = 10 * 1024 * 1024;

export interface ClientParts {
  dispatcher: Dispatcher;
  /** Everything that can be judged before DNS; also writes refusals to the log. Throws `destination_refused`. */
  admit(url: URL): void;
  /** Milliseconds a bounded answer may pause. */
  idleTimeoutMs: number;
}

function firstHop(url: string, init: EgressRequest): Hop {
  checkHeaders(init.headers);
  return {
    url: parseDestination(url),
    method: checkMethod(init.method ?? 'GET'),
    headers: { 'user-agent': 'AgentForge', ...lowerCased(init.headers ?? {}) },
    body: init.body,
  };
}

function translate(error: unknown, host: string, deadline: Deadline, caller: AbortSignal | undefined): unknown {
  const expired = deadline.expiredAfter();
  if (expired !== undefined) return timeoutFailure(host, expired);
  if (caller?.aborted) return caller.reason;
  return networkFailure(error, host);
}

/** Follows redirects, each judged like a new request. Without `maxRedirects` the redirect itself is the answer. */
async function follow(parts: ClientParts, first: Hop, init: EgressRequest, signal: AbortSignal) {
  const bound = Math.min(init.maxRedirects ?? 0, maxRedirectsEver);
  let hop = first;
  for (let followed = 0; ; followed += 1) {
    parts.admit(hop.url);
    const response = await undiciFetch(hop.url, {
      method: hop.method,
      headers: hop.headers,
      body: hop.body ?? null,
      redirect: 'manual',
      dispatcher: parts.dispatcher,
      signal,
    });
    const next = bound === 0 ? undefined : nextHop(hop, response.status, response.headers.get('location'));
    if (next === undefined) return { response, url: hop.url };
    response.body?.cancel().catch(() => undefined);
    if (followed === bound) {
      const detail = `${first.url.host} redirected more than ${bound} times. Use the final address instead.`;
      throw new AppError('upstream_failed', { detail });
    }
    hop = next;
  }
}

function charsetOf(contentType: string | null): string {
  return /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
}

function decode(bytes: Uint8Array, contentType: string | null): string {
  try {
    return new TextDecoder(charsetOf(contentType)).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

function toAnswer(response: Response, url: URL, init: EgressRequest, deadline: Deadline): EgressResponse {
  const maxBytes = init.maxBytes ?? defaultMaxBytes;
  let whole: Promise<Uint8Array> | undefined;
  const read = async () => {
    if (response.body === null) return new Uint8Array();
    deadline.expectBytes();
    try {
      return await readBounded(response.body, maxBytes, deadline.expectBytes, () => tooLarge(url.host, maxBytes));
    } catch (error) {
      throw translate(error, url.host, deadline, init.signal);
    } finally {
      deadline.clear();
    }
  };
  const bytes = () => {
    whole ??= read();
    return whole;
  };
  if (response.body === null) deadline.clear();
  return {
    status: response.status,
    headers: trusted<Headers>(response.headers, 'undici implements the same standard class'),
    url: url.href,
    bytes,
    text: async () => decode(await bytes(), response.headers.get('content-type')),
  };
}

/** The client a plug-in gets. See `EgressClient` for the errors. */
export function createEgressClient(parts: ClientParts): EgressClient {
  return {
    async request(url, init = {}) {
      const first = firstHop(url, init);
      const deadline = startDeadline(init.timeoutMs ?? 30_000, parts.idleTimeoutMs, init.signal);
      try {
        const { response, url: from } = await follow(parts, first, init, deadline.signal);
        return toAnswer(response, from, init, deadline);
      } catch (error) {
        deadline.clear();
        throw translate(error, first.url.host, deadline, init.signal);
      }
    },
    fetch: createGuardedFetch(parts),
  };
}
