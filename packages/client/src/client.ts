import type { AnswerOf, Endpoint } from '@agentforge/contracts/shared/endpoint';
import { trusted } from '@agentforge/kernel/trust';
import type { z } from 'zod';
import { ApiError, problemOf } from './problem.ts';
import { readEvents, type ServerEvent } from './sse.ts';

export interface ClientOptions {
  /** Origin of the server; empty for the page's own. */
  baseUrl?: string;
  /** Access token or API key. Browsers leave it out and use their cookie. */
  token?: () => string | null;
  fetch?: typeof globalThis.fetch;
  /** Called on every 401, before the error is thrown. */
  onUnauthenticated?: () => void;
}

type PartInput<T> = T extends z.ZodType ? z.input<T> : never;

/** An endpoint without parameters has the general schema, whose keys are any string. */
type ParamsInput<T> = T extends z.ZodType ? (string extends keyof z.input<T> ? never : z.input<T>) : never;

/** Parts of a call; each is asked for only where the endpoint has it. */
export type CallInput<E extends Endpoint> = ([ParamsInput<NonNullable<E['params']>>] extends [never]
  ? { params?: undefined }
  : { params: ParamsInput<NonNullable<E['params']>> }) & {
  query?: PartInput<NonNullable<E['query']>>;
  body?: PartInput<NonNullable<E['body']>> | FormData;
  headers?: Record<string, string>;
  signal?: AbortSignal;
};

export interface Client {
  /** Calls an operation and returns its answer. Throws {@link ApiError}. */
  call<E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<AnswerOf<E>>;
  /** The raw answer, for downloads and headers. Throws {@link ApiError} when it is not 2xx. */
  raw<E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<Response>;
  /** Reads a `stream` operation as server-sent events. */
  stream<E extends Endpoint>(endpoint: E, input: CallInput<E>): AsyncGenerator<ServerEvent>;
}

/** Fills `{name}` in a path and appends the query. */
export function addressOf(
  endpoint: Pick<Endpoint, 'path'>,
  params: Record<string, unknown> | undefined,
  query: Record<string, unknown> | undefined,
): string {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params?.[name] ?? '')),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) search.set(name, String(value));
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

interface LooseInput {
  params?: Record<string, unknown> | undefined;
  query?: Record<string, unknown> | undefined;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** A typed client over the contracts; the same in browser, tests and command line. */
export function createClient(options: ClientOptions = {}): Client {
  const send = options.fetch ?? globalThis.fetch.bind(globalThis);

  async function request(endpoint: Endpoint, input: LooseInput, accept: string): Promise<Response> {
    const headers: Record<string, string> = { accept, ...input.headers };
    const token = options.token?.();
    if (token) headers['authorization'] = `Bearer ${token}`;
    const init: RequestInit = { method: endpoint.method, headers, credentials: 'same-origin' };
    if (input.signal) init.signal = input.signal;
    if (input.body instanceof FormData) init.body = input.body;
    else if (input.body !== undefined) {
      headers['content-type'] = 'application/json';
      init.body = JSON.stringify(input.body);
    }
    const address = (options.baseUrl ?? '') + addressOf(endpoint, input.params, input.query);
    const response = await send(address, init).catch((cause: unknown) => {
      if (input.signal?.aborted) throw cause;
      throw new ApiError({ title: 'The server cannot be reached', status: 0, code: 'unreachable' });
    });
    if (response.ok) return response;
    if (response.status === 401) options.onUnauthenticated?.();
    throw await problemOf(response);
  }

  const loose = (input: unknown): LooseInput => trusted<LooseInput>(input, 'CallInput narrows LooseInput');

  return {
    async call<E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<AnswerOf<E>> {
      const response = await request(endpoint, loose(input), 'application/json');
      const answer: unknown = response.status === 204 ? undefined : await response.json();
      return trusted<AnswerOf<E>>(answer, 'the server checks every answer against this contract');
    },
    raw: (endpoint, input) => request(endpoint, loose(input), '*/*'),
    async *stream(endpoint, input) {
      const response = await request(endpoint, loose(input), 'text/event-stream');
      if (response.body) yield* readEvents(response.body);
    },
  };
}
