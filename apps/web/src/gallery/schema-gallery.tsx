import { CodeBlock } from '@agentforge/ui/code-block';
import { SchemaForm } from '@agentforge/ui/schema-form';
import { schemaDefaults, schemaValueToSend } from '@agentforge/ui/schema-values';
import { type ReactNode, useState } from 'react';
import { Section } from './section.tsx';

const schema = {
  type: 'object',
  required: ['base_url', 'http_method'],
  properties: {
    base_url: {
      type: 'string',
      format: 'uri',
      title: 'Base URL',
      widget: 'url',
      placeholder: 'https://api.example.com',
    },
    http_method: { type: 'string', enum: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], default: 'GET', title: 'Method' },
    auth_type: {
      type: 'string',
      enum: ['none', 'api_key', 'bearer', 'basic', 'oauth2'],
      default: 'bearer',
      title: 'Sign-in',
    },
    auth_value: {
      type: 'string',
      title: 'Key',
      secret: true,
      visibleWhen: { field: 'auth_type', in: ['api_key', 'bearer'] },
    },
    headers: {
      type: 'object',
      additionalProperties: { type: 'string' },
      title: 'Headers',
      widget: 'key-values',
      default: {},
    },
    input_parameters: {
      type: 'array',
      title: 'Parameters',
      description: 'What the agent fills in when it calls this API.',
      widget: 'parameters',
      items: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          description: { type: 'string' },
          data_type: { type: 'string', enum: ['string', 'number', 'boolean'] },
          required: { type: 'boolean' },
          location: { type: 'string', enum: ['path', 'query', 'header', 'body'] },
        },
      },
    },
    follow_redirects: {
      type: 'boolean',
      default: true,
      title: 'Follow redirects',
      description: 'Only inside the same host.',
    },
    timeout_seconds: {
      type: 'integer',
      minimum: 1,
      maximum: 120,
      default: 30,
      title: 'Timeout in seconds',
      advanced: true,
    },
  },
};

export function SchemaGallery(): ReactNode {
  const [value, setValue] = useState<Record<string, unknown>>({
    ...schemaDefaults(schema),
    auth_value: '***9f3a',
    input_parameters: [
      {
        name: 'order_id',
        description: 'The number on the invoice',
        data_type: 'string',
        required: true,
        location: 'path',
      },
    ],
  });
  return (
    <>
      <Section title="Form of a plug-in">
        <SchemaForm
          schema={schema}
          value={value}
          onChange={setValue}
          errors={{ 'input_parameters.0.name': 'Use letters, digits and _ only.' }}
        />
      </Section>
      <Section title="What is sent">
        <CodeBlock code={JSON.stringify(schemaValueToSend(schema, value), null, 2)} />
      </Section>
    </>
  );
}
