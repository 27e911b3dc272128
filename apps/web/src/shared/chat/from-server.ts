import type { Message } from '@agentforge/contracts/chat/schemas';
import { type Block, type ChatMessage, newMessage } from './chat-state.ts';

/** A stored message as this page shows it. Calls come before the text: the server keeps no finer order. */
export function fromServer(message: Message): ChatMessage {
  const calls = message.tool_calls.map(
    (call): Block => ({
      kind: 'tool',
      id: call.id,
      name: call.name,
      input: call.arguments,
      output: call.result,
      status: call.status,
      error: call.error,
      durationMs: call.duration_ms,
      seenAt: null,
      approval: null,
    }),
  );
  const text: Block[] = message.content === '' ? [] : [{ kind: 'text', id: 'content', text: message.content }];
  return {
    ...newMessage(message.role, message.id, message.created_at),
    id: message.id,
    runId: message.run_id ?? undefined,
    blocks: [...calls, ...text],
    stepStart: calls.length,
    attachments: message.attachments.map(({ name, media_type, bytes }) => ({ name, mediaType: media_type, bytes })),
    citations: message.citations,
    guardrails: message.guardrails,
    fallbacks: message.fallbacks,
    status: message.status,
    error: message.error ?? undefined,
    feedback: message.feedback,
  };
}

/** A message that was streamed, with the times the server measured. */
export function withDurations(
  message: ChatMessage,
  calls: readonly Pick<Message['tool_calls'][number], 'id' | 'duration_ms'>[],
): ChatMessage {
  const times = new Map(calls.map((call) => [call.id, call.duration_ms]));
  return {
    ...message,
    blocks: message.blocks.map((block) =>
      block.kind === 'tool' && times.has(block.id) ? { ...block, durationMs: times.get(block.id) ?? null } : block,
    ),
  };
}
