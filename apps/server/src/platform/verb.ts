import type { AnswerInputOf, Endpoint, InputOf } from '@agentforge/contracts/shared/endpoint';
import { trusted } from '@agentforge/kernel/trust';
import type { OpenContext, StreamContext, VerbContext } from './context.ts';

export interface RawInput {
  params: unknown;
  query: unknown;
  body: unknown;
}

/** A body sent in pieces: server-sent events or a download. The HTTP layer writes it as it comes. */
export class Streamed {
  readonly contentType: string;
  readonly body: AsyncIterable<string | Uint8Array>;
  readonly headers: Record<string, string>;

  constructor(contentType: string, body: AsyncIterable<string | Uint8Array>, headers: Record<string, string> = {}) {
    this.contentType = contentType;
    this.body = body;
    this.headers = headers;
  }
}

type Handler<Context> = (context: Context, input: InputOf<Endpoint>) => Promise<unknown>;

/** One operation, ready to be mounted on any surface. Only the runner calls its handler. */
export type Verb = { readonly endpoint: Endpoint } & (
  | { readonly mode: 'transaction'; readonly handler: Handler<VerbContext>; readonly prepare?: Handler<StreamContext> }
  | { readonly mode: 'stream'; readonly handler: Handler<StreamContext> }
  | { readonly mode: 'open'; readonly handler: Handler<OpenContext> }
);

const loose = <Context>(handler: unknown): Handler<Context> =>
  trusted<Handler<Context>>(handler, 'the runner parses input with this very endpoint before it calls the handler');

/**
 * Declares an operation. The runner checks the permission, parses the input, opens the tenant transaction, writes the audit
 * record in it and checks the answer: the handler holds the business rule alone.
 */
export function verb<E extends Endpoint>(
  endpoint: E,
  handler: (context: VerbContext, input: InputOf<E>) => Promise<AnswerInputOf<E>>,
): Verb {
  return { endpoint, mode: 'transaction', handler: loose<VerbContext>(handler) };
}

/**
 * A `verb` that must look outside the database first (a name to resolve, a model to open): `prepare` runs after the rights
 * check and before the transaction, and its result is the handler's third argument.
 */
export function preparedVerb<E extends Endpoint, Prepared>(
  endpoint: E,
  prepare: (context: StreamContext, input: InputOf<E>) => Promise<Prepared>,
  handler: (context: VerbContext, input: InputOf<E>, prepared: Prepared) => Promise<AnswerInputOf<E>>,
): Verb {
  const prepared = new WeakMap<object, Prepared>();
  return {
    endpoint,
    mode: 'transaction',
    // The runner passes the same input object to both, so it carries the result from one to the other.
    prepare: loose<StreamContext>(async (context: StreamContext, input: InputOf<E>) => {
      prepared.set(input, await prepare(context, input));
    }),
    handler: loose<VerbContext>((context: VerbContext, input: InputOf<E>) =>
      handler(context, input, trusted<Prepared>(prepared.get(input), 'the runner prepares every call')),
    ),
  };
}

/** An operation that outlives a transaction: it opens short ones itself through `context.transaction`. */
export function streamVerb<E extends Endpoint>(
  endpoint: E,
  handler: (context: StreamContext, input: InputOf<E>) => Promise<AnswerInputOf<E> | Streamed>,
): Verb {
  return { endpoint, mode: 'stream', handler: loose<StreamContext>(handler) };
}

/** An operation that comes before there is a tenant. Its endpoint says why it is public. */
export function openVerb<E extends Endpoint>(
  endpoint: E,
  handler: (context: OpenContext, input: InputOf<E>) => Promise<AnswerInputOf<E>>,
): Verb {
  return { endpoint, mode: 'open', handler: loose<OpenContext>(handler) };
}
