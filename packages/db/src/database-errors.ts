import { AppError } from '@agentforge/kernel/errors';
import pg from 'pg';

export type DatabaseError = InstanceType<typeof pg.DatabaseError>;

/** Finds PostgreSQL's own error in what was thrown, through wrappers of the query builder and AppErrors. */
export function databaseErrorOf(error: unknown): DatabaseError | undefined {
  let current = error;
  for (let depth = 0; depth < 5; depth += 1) {
    if (current instanceof pg.DatabaseError) return current;
    if (!(current instanceof Error)) return undefined;
    current = current.cause;
  }
  return undefined;
}

/** The SQLSTATE of anything thrown (`23505`, `42501`, …), or undefined when PostgreSQL did not raise it. */
export function sqlStateOf(error: unknown): string | undefined {
  return databaseErrorOf(error)?.code;
}

/** A row with this key is already there; with `constraint` only if that one refused it. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const found = databaseErrorOf(error);
  return found?.code === '23505' && (constraint === undefined || found.constraint === constraint);
}

/** The row points at one that is not there (or not this tenant's). */
export function isForeignKeyViolation(error: unknown, constraint?: string): boolean {
  const found = databaseErrorOf(error);
  return found?.code === '23503' && (constraint === undefined || found.constraint === constraint);
}

/** The transaction lost against another one and may simply be run again. */
export function isRetryable(error: unknown): boolean {
  const code = sqlStateOf(error);
  return code === '40001' || code === '40P01';
}

const lostCodes = new Set(['57P01', '57P02', '57P03', '57P05', '25P03', '53300', '08000', '08001', '08003', '08006']);
const lostSystemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
]);
const lostMessage =
  /^(Connection terminated|Client has encountered a connection error|timeout e|Query read timeout|Cannot use a pool)/;

/** True when the server could not be reached or went away, whatever layer noticed it. */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof pg.DatabaseError) return lostCodes.has(error.code ?? '');
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return lostSystemCodes.has(code) || lostMessage.test(error.message) || hasLostPart(error);
}

function hasLostPart(error: Error): boolean {
  return error instanceof AggregateError && error.errors.some(isConnectionLoss);
}

function unavailable(detail: string, cause: unknown): AppError {
  return new AppError('unavailable', { detail, retryAfterSeconds: 2, cause });
}

/**
 * Turns failures of the database itself into AppErrors (`unavailable`, `storage_full`); a statement's own errors
 * (constraints, syntax) are given back as they are, without the query builder's wrapper, which quotes parameters.
 */
export function translateError(error: unknown): unknown {
  if (AppError.is(error)) return error;
  if (isConnectionLoss(error))
    return unavailable('The database cannot be reached right now. Try again in a moment.', error);
  const found = databaseErrorOf(error);
  if (found === undefined) return error;
  if (found.code === '53100') {
    return new AppError('storage_full', {
      detail: 'The database has no space left. Free some and try again.',
      cause: found,
    });
  }
  if (found.code === '57014') return unavailable('The database took too long to answer. Try again in a moment.', found);
  return isConnectionLoss(found) ? unavailable('The database is restarting. Try again in a moment.', found) : found;
}
