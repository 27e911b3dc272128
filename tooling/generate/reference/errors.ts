import { problems } from '@agentforge/kernel/errors';
import { code, page, table } from './markdown.ts';

/** The catalogue of errors by status. */
export function errorsPage(): string {
  const rows = Object.entries(problems)
    .sort(([, one], [, other]) => one.status - other.status)
    .map(([name, { status, title }]) => [String(status), code(name), title]);
  const lead =
    'Every error is an RFC 9457 problem: `{type, title, status, detail, code, request_id, errors?: [{path, message}]}` with the content type `application/problem+json`. `code` does not change; `detail` says what happened and what to do.';
  return page('Errors', 'packages/kernel/src/errors.ts', lead, [table(['Status', 'Code', 'Title'], rows)]);
}
