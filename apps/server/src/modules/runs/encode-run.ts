import type { UiPart } from '@agentforge/agent-engine/ui-parts';
import { toUiParts, type UiStreamContext, uiStreamContext, waitingUiParts } from '@agentforge/agent-engine/ui-stream';
import { cursorText, type ReadItem } from './read-run.ts';

export const eventStream = 'text/event-stream; charset=utf-8';
export const uiStreamHeaders = { 'x-vercel-ai-ui-message-stream': 'v1' };

export interface EncodedRun {
  runId: string;
  messageId: string;
  conversationId: string;
  /** Puts a reader's own values back in the place of tokens; absent when there are none. */
  reveal?: ((text: string) => string) | undefined;
}

/**
 * A run as the AI SDK UI message stream (v1). The id of what was sent resumes it; parts of one event carry it at the last,
 * so that a reader cut off between them gets the event again whole.
 */
export async function* encodeRun(run: EncodedRun, batches: AsyncIterable<readonly ReadItem[]>): AsyncGenerator<string> {
  const context = uiStreamContext(run.runId, run.messageId, run.conversationId);
  for await (const items of batches) {
    let text = '';
    for (const item of items) text += encodeItem(item, context, run.reveal);
    if (text !== '') yield text;
  }
  yield 'data: [DONE]\n\n';
}

function encodeItem(item: ReadItem, context: UiStreamContext, reveal: EncodedRun['reveal']): string {
  if (item.kind === 'waiting')
    return waitingUiParts(item.status, context)
      .map((part) => block(part, null, reveal))
      .join('');
  const parts = toUiParts(item.event, context);
  if (item.known || parts.length === 0) return '';
  const id = cursorText(item.cursor);
  return parts.map((part, index) => block(part, index === parts.length - 1 ? id : null, reveal)).join('');
}

function block(part: UiPart, id: string | null, reveal: EncodedRun['reveal']): string {
  const json = JSON.stringify(part);
  const data =
    reveal && json.includes('[')
      ? JSON.stringify(part, (_key, value: unknown) => (typeof value === 'string' ? reveal(value) : value))
      : json;
  return id === null ? `data: ${data}\n\n` : `id: ${id}\ndata: ${data}\n\n`;
}
