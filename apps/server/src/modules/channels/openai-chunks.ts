import { toUiParts, uiStreamContext } from '@agentforge/agent-engine/ui-stream';
import type { ReadItem } from '../runs/index.ts';

export interface ChunkFacts {
  id: string;
  created: number;
  model: string;
  runId: string;
  includeUsage: boolean;
  reveal: ((text: string) => string) | undefined;
}

interface Delta {
  role?: 'assistant';
  content?: string;
}

/** A run as OpenAI's stream of chunks: only the text of the answer, then the reason it ended. */
export async function* openAiChunks(facts: ChunkFacts, items: AsyncIterable<ReadItem>): AsyncGenerator<string> {
  const reveal = facts.reveal ?? ((text: string) => text);
  const context = uiStreamContext(facts.runId, facts.id);
  let usage: Record<string, unknown> = {};
  let ended: string | null = null;
  yield chunk(facts, { role: 'assistant', content: '' }, null);
  for await (const item of items) {
    if (item.kind === 'waiting') {
      yield chunk(facts, { content: waitingText }, null);
      break;
    }
    for (const part of toUiParts(item.event, context)) {
      if (part.type === 'text-delta') yield chunk(facts, { content: reveal(part.delta) }, null);
      else if (part.type === 'error') return yield errorEvent(part.errorText);
      else if (part.type === 'finish') ended = part.finishReason;
      else if (part.type === 'data-usage' && typeof part.data === 'object') usage = { ...part.data };
    }
  }
  yield chunk(facts, {}, finishReasonOf(ended));
  if (facts.includeUsage)
    yield `data: ${JSON.stringify({ ...head(facts), choices: [], usage: openAiUsage(usage) })}\n\n`;
  yield 'data: [DONE]\n\n';
}

export const waitingText = 'This needs the approval of a person. The run waits for it in AgentForge.';

export function finishReasonOf(reason: string | null): 'stop' | 'length' | 'content_filter' {
  if (reason === 'length') return 'length';
  return reason === 'content-filter' ? 'content_filter' : 'stop';
}

export function openAiUsage(usage: Readonly<Record<string, unknown>>) {
  const count = (name: string): number => (typeof usage[name] === 'number' ? usage[name] : 0);
  const prompt = count('input_tokens');
  const completion = count('output_tokens');
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

function head(facts: ChunkFacts) {
  return { id: facts.id, object: 'chat.completion.chunk', created: facts.created, model: facts.model };
}

function chunk(facts: ChunkFacts, delta: Delta, finishReason: string | null): string {
  const choices = [{ index: 0, delta, logprobs: null, finish_reason: finishReason }];
  return `data: ${JSON.stringify({ ...head(facts), choices, ...(facts.includeUsage ? { usage: null } : {}) })}\n\n`;
}

/** OpenAI's clients throw on an `error` inside the stream. */
function errorEvent(message: string): string {
  return `data: ${JSON.stringify({ error: { message, type: 'server_error', code: 'run_failed', param: null } })}\n\n`;
}
