import { z } from 'zod';
import { endpoint } from '../shared/endpoint.ts';

const textPart = z.object({ type: z.literal('text'), text: z.string().max(400_000) });
const content = z.union([z.string().max(400_000), z.array(textPart).max(100)]);

export const openAiMessage = z.object({
  role: z.enum(['system', 'developer', 'user', 'assistant']),
  content: content.nullable().default(''),
  name: z.string().max(64).optional(),
});

/**
 * What OpenAI's clients send. `model` names a published agent by id or slug. How it answers is the agent's own: sampling
 * fields are accepted and have no effect, tools and several choices are refused.
 */
export const chatCompletionBody = z.strictObject({
  model: z.string().min(1).max(120),
  messages: z.array(openAiMessage).min(1).max(500),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().optional() }).nullish(),
  user: z.string().max(256).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  store: z.boolean().nullish(),
  n: z.literal(1, 'must be 1').nullish(),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  max_tokens: z.number().int().nullish(),
  max_completion_tokens: z.number().int().nullish(),
  presence_penalty: z.number().nullish(),
  frequency_penalty: z.number().nullish(),
  seed: z.number().int().nullish(),
  stop: z.union([z.string(), z.array(z.string())]).nullish(),
  response_format: z.object({ type: z.literal('text', 'agents answer in text') }).nullish(),
  reasoning_effort: z.string().nullish(),
});

const openAiUsage = z.object({
  prompt_tokens: z.number().int(),
  completion_tokens: z.number().int(),
  total_tokens: z.number().int(),
});

export const listOpenAiModels = endpoint({
  id: 'openai.models',
  method: 'GET',
  path: '/v1/models',
  access: 'agents:execute',
  summary: 'Published agents as OpenAI models',
  answer: z.object({
    object: z.literal('list'),
    data: z.array(
      z.object({ id: z.string(), object: z.literal('model'), created: z.number().int(), owned_by: z.string() }),
    ),
  }),
});

export const getOpenAiModel = endpoint({
  id: 'openai.model',
  method: 'GET',
  path: '/v1/models/{model}',
  access: 'agents:execute',
  summary: 'One published agent as an OpenAI model',
  params: z.strictObject({ model: z.string().min(1).max(120) }),
  answer: z.object({ id: z.string(), object: z.literal('model'), created: z.number().int(), owned_by: z.string() }),
});

export const createChatCompletion = endpoint({
  id: 'openai.chat_completions',
  method: 'POST',
  path: '/v1/chat/completions',
  access: 'agents:execute',
  summary: 'Ask a published agent the way OpenAI’s API is asked; streaming too',
  body: chatCompletionBody,
  answer: z.object({
    id: z.string(),
    object: z.literal('chat.completion'),
    created: z.number().int(),
    model: z.string(),
    choices: z.array(
      z.object({
        index: z.literal(0),
        message: z.object({ role: z.literal('assistant'), content: z.string(), refusal: z.null() }),
        logprobs: z.null(),
        finish_reason: z.enum(['stop', 'length', 'content_filter']),
      }),
    ),
    usage: openAiUsage,
  }),
  transport: 'stream',
  limitPerMinute: 600,
  maxBodyBytes: 8 * 1024 * 1024,
});
