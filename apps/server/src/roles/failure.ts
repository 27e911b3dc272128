import { AppError, messageOf } from '@agentforge/kernel/errors';
import { ConfigurationError } from '../platform/config/environment.ts';

/** What stopped the start, for a person, without a stack. */
export function startFailure(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  if (error instanceof Error && 'code' in error) {
    if (error.code === 'EADDRINUSE')
      return `${error.message}\nAnother program uses this port. Stop it, or choose another with PORT=8001.`;
    if (error.code === 'EACCES')
      return `${error.message}\nThis port or folder needs more rights. Choose another with PORT or DATA_DIR.`;
  }
  return AppError.is(error) ? (error.detail ?? error.message) : messageOf(error);
}
