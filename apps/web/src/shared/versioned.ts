import type { CallInput } from '@agentforge/client/client';
import type { AnswerOf, Endpoint } from '@agentforge/contracts/shared/endpoint';
import { trusted } from '@agentforge/kernel/trust';
import { client } from './client.ts';

/** A row with the ETag it was read under, for a later If-Match. */
export interface Versioned<Value> {
  value: Value;
  etag: string | undefined;
}

/** Calls an operation and keeps the ETag of its answer. Throws `ApiError`. */
export async function callVersioned<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
): Promise<Versioned<AnswerOf<E>>> {
  const response = await client.raw(endpoint, input);
  const answer: unknown = await response.json();
  return {
    value: trusted<AnswerOf<E>>(answer, 'the server checks every answer against this contract'),
    etag: response.headers.get('etag') ?? undefined,
  };
}

/** The header that makes a stale write fail with 412; nothing without an ETag. */
export function ifMatch(etag: string | undefined): Record<string, string> {
  return etag === undefined ? {} : { 'if-match': etag };
}
