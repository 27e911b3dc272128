import { inputParameter } from '@agentforge/plugin-kit/input-parameters';
import { field, secretField } from '@agentforge/plugin-kit/manifest';
import { webAddress } from '@agentforge/plugin-kit/web-address';
import { z } from 'zod';

/** The settings of an `api` tool; names as the contract has them. */
export const apiConfig = z.object({
  base_url: field(webAddress, {
    title: 'Base URL',
    description: 'Where the API lives. Every call stays below this address.',
    widget: 'url',
    placeholder: 'https://api.example.com/v1',
  }),
  http_method: field(z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'), {
    title: 'Method',
    widget: 'select',
  }),
  endpoint_path: field(z.string().max(2048).default(''), {
    title: 'Path',
    description: 'Put {name} where an input belongs, for example /orders/{order_id}.',
    widget: 'text',
    placeholder: '/orders/{order_id}',
  }),
  auth_type: field(z.enum(['none', 'api_key', 'bearer', 'basic', 'oauth2']).default('none'), {
    title: 'Authentication',
    widget: 'select',
  }),
  auth_value: secretField({
    title: 'Key or credentials',
    description: 'The key or token itself; for basic authentication user:password.',
    visibleWhen: { field: 'auth_type', in: ['api_key', 'bearer', 'basic'] },
  }),
  api_key_name: field(z.string().min(1).max(200).default('X-API-Key'), {
    title: 'Name of the key',
    description: 'The header or query parameter that carries the key.',
    visibleWhen: { field: 'auth_type', in: ['api_key'] },
  }),
  api_key_location: field(z.enum(['header', 'query']).default('header'), {
    title: 'Where the key goes',
    widget: 'select',
    visibleWhen: { field: 'auth_type', in: ['api_key'] },
  }),
  token_url: field(webAddress.optional(), {
    title: 'Token URL',
    description: 'Where client id and secret are exchanged for an access token.',
    widget: 'url',
    visibleWhen: { field: 'auth_type', in: ['oauth2'] },
  }),
  client_id: field(z.string().max(1024).optional(), {
    title: 'Client id',
    visibleWhen: { field: 'auth_type', in: ['oauth2'] },
  }),
  client_secret: secretField({ title: 'Client secret', visibleWhen: { field: 'auth_type', in: ['oauth2'] } }),
  scope: field(z.string().max(2048).optional(), {
    title: 'Scope',
    description: 'Separated by spaces; leave empty for the default.',
    visibleWhen: { field: 'auth_type', in: ['oauth2'] },
  }),
  headers: field(z.record(z.string().max(200), z.string().max(8192)).default({}), {
    title: 'Headers',
    description: 'Sent with every call. Keep keys in the authentication fields, where they are sealed.',
    widget: 'key-values',
    advanced: true,
  }),
  input_parameters: field(z.array(inputParameter).max(100).default([]), {
    title: 'Inputs',
    description: 'What the agent fills in for each call.',
    widget: 'parameters',
  }),
  timeout_seconds: field(z.int().min(1).max(120).default(30), {
    title: 'Time limit in seconds',
    widget: 'number',
    advanced: true,
  }),
});

export type ApiConfig = z.output<typeof apiConfig>;
