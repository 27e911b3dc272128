import { ApiError } from '@agentforge/client/problem';
import { describe, expect, it } from 'vitest';
import type { Provider } from './api/queries.ts';
import { createBody, newProviderForm, providerFormErrors, providerFormOf, updateBody } from './provider-form.ts';

const type = {
  type: 'openai',
  config_schema: {
    type: 'object',
    properties: {
      api_key: { type: 'string', title: 'API key', secret: true },
      base_url: { type: 'string', title: 'Base URL', widget: 'url' },
      api: { type: 'string', title: 'API', enum: ['chat', 'responses'], default: 'chat', widget: 'select' },
      organization: { type: 'string', title: 'Organization' },
      extra_secret: { type: 'string', title: 'Extra', secret: true },
    },
  },
};

const stored: Provider = {
  id: 'llm_1',
  provider: 'openai',
  name: 'main',
  base_url: 'https://proxy.example/v1',
  api_key: '***abcd',
  options: { api: 'responses', organization: 'org-1', extra_secret: '***wxyz' },
  source: 'stored',
  is_active: true,
  last_test: null,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
};

describe('provider form', () => {
  it('starts with defaults and a free name', () => {
    expect(newProviderForm(type, [])).toMatchObject({ name: 'openai', config: { api: 'chat' } });
    expect(newProviderForm(type, ['openai', 'openai-2']).name).toBe('openai-3');
  });

  it('sends key and address apart from the options', () => {
    const form = { name: ' main ', config: { api_key: ' sk-1 ', base_url: 'https://x.example/v1', api: 'chat' } };
    expect(createBody(type, form)).toEqual({
      provider: 'openai',
      name: 'main',
      api_key: 'sk-1',
      base_url: 'https://x.example/v1',
      options: { api: 'chat' },
    });
  });

  it('leaves out a key and an address nobody typed', () => {
    const body = createBody(type, { name: 'main', config: { api_key: '', base_url: ' ', api: 'chat' } });
    expect(body).toEqual({ provider: 'openai', name: 'main', options: { api: 'chat' } });
  });

  it('keeps saved secrets by not sending them back', () => {
    const form = providerFormOf(type, stored);
    expect(form.config).toMatchObject({ api_key: '***abcd', extra_secret: '***wxyz' });
    expect(updateBody(type, form, stored)).toEqual({
      name: 'main',
      base_url: 'https://proxy.example/v1',
      options: { api: 'responses', organization: 'org-1' },
    });
  });

  it('removes what was emptied and sends a new key', () => {
    const form = { name: 'main', config: { api_key: 'sk-new', base_url: '', api: 'chat', organization: '' } };
    expect(updateBody(type, form, stored)).toEqual({
      name: 'main',
      api_key: 'sk-new',
      base_url: null,
      options: { api: 'chat', organization: null },
    });
  });

  it('puts the server’s messages to the fields they are about', () => {
    const error = new ApiError({
      type: 'about:blank',
      title: 'Some fields are not valid',
      status: 400,
      code: 'invalid_input',
      request_id: 'req_1',
      errors: [
        { path: 'name', message: 'is taken' },
        { path: 'api_key', message: 'must be entered again' },
        { path: 'config.base_url', message: 'is no address' },
        { path: 'options.api', message: 'is unknown' },
      ],
    });
    expect(providerFormErrors(error)).toEqual({
      name: 'is taken',
      config: { api_key: 'must be entered again', base_url: 'is no address', api: 'is unknown' },
    });
    expect(providerFormErrors(new Error('other'))).toEqual({ name: undefined, config: {} });
  });
});
