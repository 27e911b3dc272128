import { z } from 'zod';
import { citation } from '../knowledge/schemas.ts';
import { id, jsonObject, rowPolicy, timestamp } from '../shared/schemas.ts';

export const attachment = z.strictObject({
  name: z.string().trim().min(1).max(255),
  media_type: z.string().max(120),
  /** Base64, at most 15 MB decoded together. */
  data: z.string().max(21_000_000),
});

export const chatBody = z.strictObject({
  message: z.string().trim().min(1, 'Write a message').max(100_000),
  conversation_id: id('conversation').optional(),
  attachments: z.array(attachment).max(8).optional(),
  stream: z.boolean().optional(),
  version: z.union([z.literal('draft'), z.number().int().min(1)]).optional(),
  timezone: z.string().max(64).optional(),
});

export const toolCall = z
  .object({
    id: z.string(),
    tool_id: z.string(),
    name: z.string(),
    arguments: z.unknown(),
    result: z.unknown(),
    status: z.enum([
      'pending',
      'running',
      'ok',
      'error',
      'refused',
      'rejected',
      'timeout',
      'waiting_approval',
      'in_doubt',
    ]),
    error: z.string().nullable(),
    duration_ms: z.number().int().nullable(),
  })
  .meta({ id: 'ToolCall' });

export const verdict = z
  .object({
    stage: z.enum(['input', 'output', 'tool']),
    rule: z.string(),
    action: z.enum(['allow', 'mask', 'block', 'flag', 'abstain', 'cut']),
    detail: z.string(),
    spans: z.array(z.object({ start: z.number().int(), end: z.number().int(), kind: z.string() })),
  })
  .meta({ id: 'GuardrailVerdict' });

export const usage = z
  .object({
    input_tokens: z.number().int(),
    output_tokens: z.number().int(),
    cached_input_tokens: z.number().int().nullable(),
    cost_usd: z.number().nullable(),
    /** True where a price is unknown: the cost is at least this. */
    cost_is_lower_bound: z.boolean(),
  })
  .meta({ id: 'Usage' });

export const message = z
  .object({
    id: id('message'),
    conversation_id: id('conversation'),
    run_id: id('run').nullable(),
    role: z.enum(['user', 'assistant']),
    content: z.string(),
    citations: z.array(citation),
    tool_calls: z.array(toolCall),
    attachments: z.array(z.object({ name: z.string(), media_type: z.string(), bytes: z.number().int() })),
    guardrails: z.array(verdict),
    /** Models that did not answer, and those that did in their place. */
    fallbacks: z.array(z.object({ from: z.string(), to: z.string() })),
    /** `streaming` while its run goes on; `failed` keeps the partial text. */
    status: z.enum(['complete', 'streaming', 'failed', 'cancelled', 'waiting']),
    error: z.string().nullable(),
    feedback: z.enum(['up', 'down']).nullable(),
    created_at: timestamp,
  })
  .meta({ id: 'Message' });

export type Message = z.output<typeof message>;

export const chatAnswer = z
  .object({
    conversation_id: id('conversation'),
    run_id: id('run'),
    message,
    usage,
    finish_reason: z.string(),
    guardrails: z.array(verdict),
  })
  .meta({ id: 'ChatAnswer' });

export const conversation = z
  .object({
    id: id('conversation'),
    agent_id: id('agent'),
    title: z.string(),
    messages_count: z.number().int(),
    is_test: z.boolean(),
    created_at: timestamp,
    updated_at: timestamp,
    policy: rowPolicy.optional(),
  })
  .meta({ id: 'Conversation' });

export const runStatus = z.enum([
  'queued',
  'running',
  'waiting_approval',
  'completed',
  'failed',
  'cancelled',
  'in_doubt',
]);

/** The surface it was started from; `test` is the studio, `replay` tries an ended run again from its recording; `agent`: another agent asked. */
export const runOrigin = z.enum(['chat', 'test', 'api', 'webhook', 'schedule', 'replay', 'agent']);

export const runStep = z.object({
  index: z.number().int(),
  kind: z.enum(['model', 'tool', 'guardrail', 'approval']),
  name: z.string(),
  status: z.string(),
  started_at: timestamp.nullable(),
  duration_ms: z.number().int().nullable(),
  details: jsonObject,
});

export const run = z
  .object({
    id: id('run'),
    agent_id: id('agent'),
    agent_version: z.union([z.number().int(), z.literal('draft')]),
    conversation_id: id('conversation'),
    message_id: id('message'),
    origin: runOrigin,
    /** Of a replay: the run it was forked from, and its own first model turn. Its conversation is that run's; it has no message. */
    replay_of: id('run').nullable(),
    fork_step: z.number().int().nullable(),
    status: runStatus,
    /** Why it ended or waits, in plain words. */
    reason: z.string().nullable(),
    model: z.string().nullable(),
    usage,
    steps: z.array(runStep),
    /** The run whose call asked for this one, and how many stand above it. */
    parent_run_id: id('run').nullable(),
    depth: z.number().int(),
    /** Runs that calls of this one have started; told with a single run only. `usage` above does not count theirs. */
    children: z.array(z.object({ id: id('run'), agent_id: id('agent'), status: runStatus, usage })).optional(),
    created_at: timestamp,
    finished_at: timestamp.nullable(),
  })
  .meta({ id: 'Run' });
