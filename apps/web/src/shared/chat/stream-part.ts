import { usage, verdict } from '@agentforge/contracts/chat/schemas';
import { citation, locator } from '@agentforge/contracts/knowledge/schemas';
import { z } from 'zod';

const tool = { toolCallId: z.string() };
const counted = z.number().nullable().catch(null);

/** A passage the agent may cite, known before the answer is checked. */
const sourceDetails = z.object({
  number: z.number().int(),
  document_id: z.string(),
  chunk_id: z.string(),
  locator: locator.catch({ start: 0, end: 0 }),
});

/** The parts of the UI message stream that this page shows; others pass unread. */
const streamPart = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), messageId: z.string().optional() }),
  z.object({ type: z.enum(['start-step', 'finish-step', 'reset-step', 'data-reset']) }),
  z.object({ type: z.enum(['text-start', 'text-end', 'reasoning-start', 'reasoning-end']), id: z.string() }),
  z.object({ type: z.enum(['text-delta', 'reasoning-delta']), id: z.string(), delta: z.string() }),
  z.object({ type: z.literal('tool-input-start'), ...tool, toolName: z.string() }),
  z.object({ type: z.literal('tool-input-available'), ...tool, toolName: z.string(), input: z.unknown() }),
  z.object({
    type: z.literal('tool-input-error'),
    ...tool,
    toolName: z.string(),
    input: z.unknown(),
    errorText: z.string(),
  }),
  z.object({
    type: z.literal('tool-approval-request'),
    ...tool,
    approvalId: z.string(),
    reason: z.string().optional(),
  }),
  z.object({
    type: z.literal('tool-approval-response'),
    approvalId: z.string(),
    approved: z.boolean(),
    reason: z.string().optional(),
  }),
  z.object({ type: z.literal('tool-output-available'), ...tool, output: z.unknown() }),
  z.object({ type: z.literal('tool-output-error'), ...tool, errorText: z.string() }),
  z.object({ type: z.literal('tool-output-denied'), ...tool }),
  z.object({
    type: z.literal('source-document'),
    title: z.string().catch(''),
    providerMetadata: z.object({ agentforge: sourceDetails }),
  }),
  z.object({
    type: z.literal('data-run'),
    data: z.object({
      run_id: z.string(),
      status: z.string().optional(),
      conversation_id: z.string().optional(),
      message_id: z.string().optional(),
    }),
  }),
  z.object({ type: z.literal('data-guardrail'), data: z.object({ verdicts: z.array(verdict) }) }),
  z.object({ type: z.literal('data-budget'), data: z.object({ limit: z.string(), detail: z.string() }) }),
  z.object({ type: z.literal('data-window'), data: z.object({ detail: z.string().optional() }) }),
  z.object({ type: z.literal('data-fallback'), data: z.object({ from: z.string(), to: z.string() }) }),
  z.object({
    type: z.literal('data-usage'),
    data: usage.extend({ input_tokens: counted, output_tokens: counted, cached_input_tokens: counted }),
  }),
  z.object({ type: z.literal('data-citations'), data: z.object({ citations: z.array(citation) }) }),
  z.object({ type: z.literal('error'), errorText: z.string() }),
  z.object({ type: z.literal('abort'), reason: z.string().optional() }),
  z.object({ type: z.literal('finish'), finishReason: z.string().optional() }),
]);

export type StreamPart = z.output<typeof streamPart>;

/** One `data:` line as a part; undefined for `[DONE]`, foreign parts and what cannot be read. */
export function readStreamPart(data: string): StreamPart | undefined {
  if (data === '[DONE]') return undefined;
  try {
    const parsed = streamPart.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
