import { trusted } from '@agentforge/kernel/trust';
import { sentence } from './forms/problem-fields.ts';

interface Failure {
  status?: unknown;
  code?: unknown;
  errors?: unknown;
}

function failureOf(error: unknown): Failure {
  return error instanceof Error ? trusted<Failure>(error, 'every member is optional and unknown') : {};
}

/** HTTP status of a failed call, 0 when the server was not reached, undefined when it was no call. */
export function statusOf(error: unknown): number | undefined {
  const { status } = failureOf(error);
  return typeof status === 'number' ? status : undefined;
}

/** The server's messages by dotted path (`tasks.0.name`); a leading `body.` is cut off. */
export function fieldErrorsOf(error: unknown): Record<string, string> {
  const { errors } = failureOf(error);
  if (!Array.isArray(errors)) return {};
  const entries = errors.flatMap((entry: unknown) => {
    const { path, message } = trusted<{ path?: unknown; message?: unknown }>(entry ?? {}, 'members are checked below');
    if (typeof path !== 'string' || typeof message !== 'string') return [];
    return [[path.replaceAll('/', '.').replace(/^\.?(body\.)?/, ''), sentence(message)] as const];
  });
  return Object.fromEntries(entries);
}
