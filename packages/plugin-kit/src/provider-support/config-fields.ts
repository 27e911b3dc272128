import { z } from 'zod';
import { field, secretField } from '../manifest.ts';
import { ModelError } from '../model.ts';

/** `api_key`, write-only. */
export function apiKeyField(provider: string, hints: { placeholder?: string; description?: string } = {}) {
  return secretField({
    title: 'API key',
    description: hints.description ?? `The key of your ${provider} account.`,
    ...hints,
  });
}

/** `base_url`, for gateways, proxies and regions. */
export function baseUrlField(standard: string, hints: { description?: string; advanced?: boolean } = {}) {
  return field(
    z
      .url({ protocol: /^https?$/, error: 'Enter an address that begins with https:// or http://' })
      .max(2048)
      .optional(),
    {
      title: 'Base URL',
      description: hints.description ?? 'Only for a proxy, a gateway or another region.',
      widget: 'url',
      placeholder: standard,
      advanced: hints.advanced ?? true,
    },
  );
}

const headerName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}$/, 'This is not a header name');
const headerValue = z
  .string()
  .max(4096)
  .regex(/^[^\r\n\0]*$/, 'A header has one line');

/** `headers`, sent with each request. */
export function headersField() {
  return field(z.record(headerName, headerValue).optional(), {
    title: 'Extra headers',
    description: 'Sent with each request, for gateways that want them.',
    widget: 'key-values',
    advanced: true,
  });
}

/** The key, or an error that says where to enter it. SDKs would otherwise look for one in the server's environment. */
export function requireSecret(value: string | undefined, provider: string, what = 'API key'): string {
  const secret = value?.trim() ?? '';
  if (secret !== '') return secret;
  throw new ModelError('wrong_key', `No ${what} is set for ${provider}. Enter it under Admin → Models.`);
}

/** The address without trailing slashes, or the provider's own. */
export function addressOf(baseUrl: string | undefined, standard: string): string {
  return (baseUrl ?? standard).replace(/\/+$/, '');
}
