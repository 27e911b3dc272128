import { trusted } from '@agentforge/kernel/trust';
import { field } from '@agentforge/plugin-kit/manifest';
import type { ProviderPlugin, ProviderPorts } from '@agentforge/plugin-kit/provider';
import { z } from 'zod';

const seconds = (most: number) => z.number().int().min(1).max(most).optional();
const hints = { widget: 'number', advanced: true } as const;

/** What every connection can be told, whatever its provider; drawn under "Advanced". */
const optionFields = {
  requests_per_minute: field(z.number().int().min(1).max(100_000).optional(), {
    title: 'Requests per minute',
    description: 'The limit of this key. More requests wait their turn, each organization in its own line.',
    ...hints,
  }),
  tokens_per_minute: field(z.number().int().min(1).max(1_000_000_000).optional(), {
    title: 'Tokens per minute',
    description: 'The limit of this key.',
    ...hints,
  }),
  queue_seconds: field(z.number().int().min(0).max(300).optional(), {
    title: 'Longest wait in line',
    description:
      'Seconds a request waits for the limits above before it fails or another model takes over. Usually 30.',
    ...hints,
  }),
  max_retries: field(z.number().int().min(0).max(5).optional(), {
    title: 'Retries',
    description: 'How often a failed request is sent again before anything of the answer was shown. Usually 2.',
    ...hints,
  }),
  max_retry_wait_seconds: field(seconds(120), {
    title: 'Longest wait before a retry',
    description: 'When the provider asks to wait longer, the request fails or another model takes over. Usually 20.',
    ...hints,
  }),
  connect_timeout_seconds: field(seconds(60), {
    title: 'Connect timeout',
    description: 'Seconds. Usually 10.',
    ...hints,
  }),
  first_token_timeout_seconds: field(seconds(900), {
    title: 'First token timeout',
    description: 'Seconds until the answer begins. Usually 60, for models that think 300.',
    ...hints,
  }),
  idle_timeout_seconds: field(seconds(900), {
    title: 'Pause timeout',
    description: 'Seconds between two parts of an answer. Usually 60.',
    ...hints,
  }),
  total_timeout_seconds: field(seconds(3600), {
    title: 'Total timeout',
    description: 'Seconds for a whole answer. Usually 600.',
    ...hints,
  }),
};

const optionSchema = z.object(optionFields);
type Options = z.output<typeof optionSchema>;

/** The options with their defaults, in milliseconds. */
export interface ConnectionLimits {
  requestsPerMinute: number | null;
  tokensPerMinute: number | null;
  queueMs: number;
  maxRetries: number;
  maxRetryWaitMs: number;
}

export function limitsOf(config: Record<string, unknown>): ConnectionLimits {
  const options: Options = optionSchema.safeParse(config).data ?? {};
  return {
    requestsPerMinute: options.requests_per_minute ?? null,
    tokensPerMinute: options.tokens_per_minute ?? null,
    queueMs: (options.queue_seconds ?? 30) * 1000,
    maxRetries: options.max_retries ?? 2,
    maxRetryWaitMs: (options.max_retry_wait_seconds ?? 20) * 1000,
  };
}

export function connectTimeoutOf(config: Record<string, unknown>): { connectTimeoutMs?: number } {
  const value = optionSchema.safeParse(config).data?.connect_timeout_seconds;
  return value === undefined ? {} : { connectTimeoutMs: value * 1000 };
}

export function timeoutsOf(config: Record<string, unknown>): NonNullable<ProviderPorts['timeouts']> {
  const options: Options = optionSchema.safeParse(config).data ?? {};
  const { first_token_timeout_seconds: first, idle_timeout_seconds: idle, total_timeout_seconds: total } = options;
  return {
    ...(first === undefined ? {} : { firstPartMs: first * 1000 }),
    ...(idle === undefined ? {} : { idleMs: idle * 1000 }),
    ...(total === undefined ? {} : { totalMs: total * 1000 }),
  };
}

/** Names of the options and the ends of the variables that set them: `OPENAI_REQUESTS_PER_MINUTE`. */
export const optionNames = Object.keys(optionFields);

/** A plug-in whose config also takes the common options; what it gets itself is only its own part. */
export function withConnectionOptions(plugin: ProviderPlugin): ProviderPlugin {
  if (plugin.manifest.type === 'demo') return plugin;
  return {
    ...plugin,
    config: plugin.config.extend(optionFields),
    connect: (config, ports) =>
      plugin.connect(trusted(plugin.config.parse(config), 'parsed by this very plug-in'), ports),
  };
}
