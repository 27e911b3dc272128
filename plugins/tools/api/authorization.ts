import { AppError } from '@agentforge/kernel/errors';
import { isCredentialHeader } from '@agentforge/plugin-kit/redact';
import type { ApiConfig } from './config.ts';
import type { ClientCredentials } from './oauth-token.ts';

function missing(what: string): AppError {
  return new AppError('rule_broken', { detail: `${what} is not set. Add it in the tool settings.` });
}

/** Whether calls carry a credential, so what comes back is not public. */
export function isAuthenticated(config: ApiConfig): boolean {
  return config.auth_type !== 'none' || Object.keys(config.headers).some(isCredentialHeader);
}

/** Every configured value that must never be read back. */
export function secretsOf(config: ApiConfig): (string | undefined)[] {
  const inHeaders = Object.entries(config.headers)
    .filter(([name]) => isCredentialHeader(name))
    .flatMap(([, value]) => [value, value.replace(/^\S+\s+/, '')]);
  const password = config.auth_type === 'basic' ? config.auth_value?.replace(/^[^:]*:/, '') : undefined;
  return [config.auth_value, password, config.client_secret, ...inHeaders];
}

/** Throws `rule_broken` when something is missing. */
export function clientCredentials(config: ApiConfig): ClientCredentials {
  if (!config.token_url) throw missing('The token URL');
  if (!config.client_id) throw missing('The client id');
  if (!config.client_secret) throw missing('The client secret');
  return {
    tokenUrl: config.token_url,
    clientId: config.client_id,
    clientSecret: config.client_secret,
    scope: config.scope,
  };
}

/** Adds the credential to the request, over anything the model put in its place. Throws `rule_broken`. */
export function authorize(
  config: ApiConfig,
  request: { url: URL; headers: Record<string, string> },
  accessToken: string | undefined,
): void {
  if (config.auth_type === 'none') return;
  if (config.auth_type === 'oauth2') {
    if (accessToken === undefined) throw missing('The access token');
    request.headers.authorization = `Bearer ${accessToken}`;
    return;
  }
  if (!config.auth_value) throw missing('The key of this tool');
  if (config.auth_type === 'bearer') request.headers.authorization = `Bearer ${config.auth_value}`;
  else if (config.auth_type === 'basic') {
    request.headers.authorization = `Basic ${Buffer.from(config.auth_value, 'utf8').toString('base64')}`;
  } else if (config.api_key_location === 'query') request.url.searchParams.set(config.api_key_name, config.auth_value);
  else request.headers[config.api_key_name.toLowerCase()] = config.auth_value;
}
