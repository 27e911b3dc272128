import { AppError } from '@agentforge/kernel/errors';

const tenantIdPattern = /^tenant_[0-9a-hjkmnp-tv-z]{26}$/;

/** True for ids of tenants as `newId('tenant')` makes them: the only text that may enter a transaction's start. */
export function isTenantId(value: string): boolean {
  return tenantIdPattern.test(value);
}

/** Returns the id or throws `malformed_request`; the id is then safe to write into SQL text. */
export function assertTenantId(value: string): string {
  if (!isTenantId(value)) {
    throw new AppError('malformed_request', { detail: 'The organization id is not valid. Sign in again.' });
  }
  return value;
}
