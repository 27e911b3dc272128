import type { Endpoint, InputOf } from '@agentforge/contracts/shared/endpoint';
import { AppError, type FieldError } from '@agentforge/kernel/errors';
import { trusted } from '@agentforge/kernel/trust';
import type { z } from 'zod';
import { unstorableText } from './unstorable-text.ts';
import type { RawInput } from './verb.ts';

/** Parses params, query and body by the contract. Throws `invalid_input` naming each field; params that are no ids are absent rows. */
export function parseInput(endpoint: Endpoint, raw: RawInput): InputOf<Endpoint> {
  const errors: FieldError[] = [];
  const part = (schema: z.ZodType | undefined, value: unknown, prefix: string): unknown => {
    if (!schema) return {};
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    errors.push(...fieldErrors(parsed.error, prefix));
    return {};
  };
  const params = endpoint.params?.safeParse(raw.params ?? {});
  if (params && !params.success)
    throw new AppError('not_found', { detail: 'There is no such thing, or you may not see it.' });
  errors.push(...unstorableText({ query: raw.query, body: endpoint.transport === 'raw' ? null : raw.body }));
  const query = part(endpoint.query, raw.query ?? {}, '');
  const body = part(endpoint.body, raw.body, '');
  if (errors.length > 0) {
    throw new AppError('invalid_input', {
      detail: errors
        .map((error) => `${error.path || 'body'}: ${error.message}`)
        .slice(0, 5)
        .join('; '),
      errors,
    });
  }
  return trusted<InputOf<Endpoint>>({ params: params?.data ?? {}, query, body }, 'parsed by the schemas InputOf names');
}

/** zod's issues as fields of the request, unknown keys one by one. */
export function fieldErrors(error: z.ZodError, prefix = ''): FieldError[] {
  return error.issues.flatMap((issue) => {
    const path = [prefix, ...issue.path.map(String)].filter((piece) => piece !== '').join('.');
    if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
    return issue.keys.map((key) => ({ path: path ? `${path}.${key}` : key, message: 'is not a known field' }));
  });
}

/** An answer that breaks its contract is our fault: it is a 500, never sent. Unknown fields are dropped. */
export function checkAnswer(endpoint: Endpoint, answer: unknown): unknown {
  const parsed = endpoint.answer.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new Error(`The answer of ${endpoint.id} breaks its contract: ${parsed.error.message}`);
}
