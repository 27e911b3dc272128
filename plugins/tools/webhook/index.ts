import { createHmac } from 'node:crypto';
import { type Clock, systemClock } from '@agentforge/kernel/clock';
import type { Json, JsonObject } from '@agentforge/kernel/json';
import { functionName } from '@agentforge/plugin-kit/function-name';
import { attempt, toolResultOf } from '@agentforge/plugin-kit/http-answer';
import {
  argumentValues,
  inputParameter,
  type NamedParameter,
  nameParameters,
  parametersSchema,
} from '@agentforge/plugin-kit/input-parameters';
import { field, secretField } from '@agentforge/plugin-kit/manifest';
import { createRedactor, isCredentialHeader } from '@agentforge/plugin-kit/redact';
import { defineTool, type ToolContext, type ToolInstance, type ToolPlugin } from '@agentforge/plugin-kit/tool';
import { webAddress } from '@agentforge/plugin-kit/web-address';
import { z } from 'zod';

const webhookConfig = z.object({
  url: field(webAddress, {
    title: 'URL',
    description: 'Where the event is sent.',
    widget: 'url',
    placeholder: 'https://hooks.example.com/agent-events',
  }),
  method: field(z.enum(['GET', 'POST', 'PUT', 'PATCH']).default('POST'), { title: 'Method', widget: 'select' }),
  headers: field(z.record(z.string().max(200), z.string().max(8192)).default({}), {
    title: 'Headers',
    widget: 'key-values',
    advanced: true,
  }),
  secret: secretField({
    title: 'Signing secret',
    description:
      'Signs each event as Standard Webhooks describes, so the receiver can trust it. A secret that starts with whsec_ is base64; any other is used as it is.',
  }),
  input_parameters: field(z.array(inputParameter).max(100).default([]), {
    title: 'Payload fields',
    description: 'What the agent fills in. Without any, it sends one object named data.',
    widget: 'parameters',
  }),
});

type WebhookConfig = z.output<typeof webhookConfig>;

const dataParameter = inputParameter.parse({
  name: 'data',
  description: 'The event to send, as an object.',
  data_type: 'object',
  required: true,
});

function signingKey(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret, 'utf8');
}

/** The headers of standardwebhooks.com; `timestamp` in seconds. */
function signatureHeaders(secret: string, id: string, timestamp: number, body: string): Record<string, string> {
  const signature = createHmac('sha256', signingKey(secret)).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` };
}

function payloadOf(config: WebhookConfig, named: readonly NamedParameter[], args: JsonObject): Json {
  const values = argumentValues(named, args);
  // Without declared fields the object is the event itself, not an object inside an envelope named data.
  if (config.input_parameters.length === 0) return values[0]?.value ?? {};
  return Object.fromEntries(values.map(({ parameter, value }) => [parameter.name, value]));
}

function requestOf(config: WebhookConfig, payload: Json): { url: string; body: string } {
  if (config.method !== 'GET') return { url: config.url, body: JSON.stringify(payload) };
  const url = new URL(config.url);
  const fields = typeof payload === 'object' && payload !== null ? Object.entries(payload) : [];
  for (const [name, value] of fields) {
    url.searchParams.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return { url: url.href, body: '' };
}

function secretsOf(config: WebhookConfig): (string | undefined)[] {
  const inHeaders = Object.entries(config.headers).filter(([name]) => isCredentialHeader(name));
  return [config.secret, ...inHeaders.flatMap(([, value]) => [value, value.replace(/^\S+\s+/, '')])];
}

function send(config: WebhookConfig, payload: Json, context: ToolContext, clock: Clock) {
  const { url, body } = requestOf(config, payload);
  const own = Object.entries(config.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const seconds = Math.floor(clock.now() / 1000);
  const signature = config.secret ? signatureHeaders(config.secret, context.idempotencyKey, seconds, body) : {};
  return context.http.request(url, {
    method: config.method,
    headers: {
      ...(body === '' ? {} : { 'content-type': 'application/json' }),
      'idempotency-key': context.idempotencyKey,
      ...Object.fromEntries(own),
      ...signature,
    },
    ...(body === '' ? {} : { body }),
    signal: context.signal,
    timeoutMs: 30_000,
    maxBytes: 1024 * 1024,
  });
}

/** The `webhook` tool. `clock` dates the signature. */
export function createWebhookTool(clock: Clock): ToolPlugin<typeof webhookConfig> {
  return defineTool({
    manifest: {
      type: 'webhook',
      name: 'Webhook',
      description: 'Lets an agent send a signed event to another system, such as an automation or a chat channel.',
      icon: 'webhook',
      category: 'automation',
    },
    config: webhookConfig,
    functions: (tool: ToolInstance<WebhookConfig>) => {
      const { config } = tool;
      const named = nameParameters(config.input_parameters.length > 0 ? config.input_parameters : [dataParameter]);
      const redact = createRedactor(secretsOf(config));
      return [
        {
          name: functionName(tool),
          description: tool.description.trim() || `Sends an event to ${tool.name}.`,
          parameters: parametersSchema(named),
          risk: 'egress',
          idempotent: false,
          execute: (args, context) =>
            attempt(context, true, redact, async () => {
              const response = await send(config, payloadOf(config, named, args), context, clock);
              return toolResultOf(response, { redact, labels: ['untrusted'] });
            }),
        },
      ];
    },
  });
}

export const webhookTool = createWebhookTool(systemClock);
