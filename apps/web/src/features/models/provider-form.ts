import { ApiError } from '@agentforge/client/problem';
import { isSavedSecret, schemaDefaults, schemaValueToSend } from '@agentforge/ui/schema-values';
import type { CreateProviderInput, UpdateProviderInput } from './api/mutations.ts';
import type { Provider, ProviderType } from './api/queries.ts';

export interface ProviderFormValue {
  name: string;
  /** As the type's own form sees it: `api_key` and `base_url` among the options. */
  config: Record<string, unknown>;
}

type Shape = Pick<ProviderType, 'type' | 'config_schema'>;

/** A first form: the type's defaults and a name that is still free (`openai`, `openai-2`). */
export function newProviderForm(type: Shape, takenNames: readonly string[]): ProviderFormValue {
  const taken = new Set(takenNames);
  let name = type.type;
  for (let count = 2; taken.has(name); count++) name = `${type.type}-${count}`;
  return { name, config: schemaDefaults(type.config_schema) };
}

export function providerFormOf(type: Shape, provider: Provider): ProviderFormValue {
  const { api_key, base_url, options } = provider;
  return {
    name: provider.name,
    config: {
      ...schemaDefaults(type.config_schema),
      ...options,
      ...(api_key === null ? {} : { api_key }),
      ...(base_url === null ? {} : { base_url }),
    },
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function split(type: Shape, form: ProviderFormValue) {
  const { api_key, base_url, ...options } = schemaValueToSend(type.config_schema, form.config);
  return { apiKey: textOf(api_key), baseUrl: textOf(base_url), options };
}

export function createBody(type: Shape, form: ProviderFormValue): CreateProviderInput {
  const { apiKey, baseUrl, options } = split(type, form);
  return {
    provider: type.type,
    name: form.name.trim(),
    ...(apiKey === undefined ? {} : { api_key: apiKey }),
    ...(baseUrl === undefined ? {} : { base_url: baseUrl }),
    options,
  };
}

/** What was emptied is sent as null, which removes it; saved secrets are left out, which keeps them. */
export function updateBody(type: Shape, form: ProviderFormValue, before: Provider): UpdateProviderInput {
  const { apiKey, baseUrl, options } = split(type, form);
  const emptied = Object.entries(before.options)
    .filter(([name, value]) => !(name in options) && !isSavedSecret(value))
    .map(([name]) => [name, null]);
  const addressRemoved = before.base_url !== null && baseUrl === undefined;
  return {
    name: form.name.trim(),
    ...(apiKey === undefined ? {} : { api_key: apiKey }),
    ...(baseUrl === undefined ? {} : { base_url: baseUrl }),
    ...(addressRemoved ? { base_url: null } : {}),
    options: { ...options, ...Object.fromEntries(emptied) },
  };
}

export interface ProviderFormErrors {
  name: string | undefined;
  /** By the names the type's form uses. */
  config: Record<string, string>;
}

/** The server names fields as `name`, `api_key`, `config.base_url` or `options.region`. */
export function providerFormErrors(error: unknown): ProviderFormErrors {
  const errors = error instanceof ApiError ? error.errors : [];
  const config: Record<string, string> = {};
  let name: string | undefined;
  for (const { path, message } of errors) {
    if (path === 'name') name = message;
    else config[path.replace(/^(config|options)\./, '')] = message;
  }
  return { name, config };
}
