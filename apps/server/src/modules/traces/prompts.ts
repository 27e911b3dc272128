import type { StoredEvent } from '@agentforge/agent-engine/events';
import { nextRequest } from '@agentforge/agent-engine/model-request';
import type { PreparedRun } from '@agentforge/agent-engine/prepare';
import { initialState } from '@agentforge/agent-engine/run-state';
import { applyEvent } from '@agentforge/agent-engine/state';
import type { prompt } from '@agentforge/contracts/runs/schemas';
import type { ModelMessage, ModelRequest } from '@agentforge/plugin-kit/model';
import type { z } from 'zod';

export type Prompt = z.output<typeof prompt>;

/** What the model was sent at each turn, by the position of its `step-started` in the log. */
export function promptsOf(prepared: PreparedRun, events: readonly StoredEvent[]): Map<number, Prompt> {
  const prompts = new Map<number, Prompt>();
  const state = initialState();
  for (const [index, event] of events.entries()) {
    if (event.type === 'step-started')
      prompts.set(index, presentPrompt(nextRequest(prepared, state, prepared.maxOutputTokens).request));
    applyEvent(state, event, event.at);
  }
  return prompts;
}

function presentPrompt({ messages, tools, parameters }: ModelRequest): Prompt {
  return {
    messages: messages.map((message) => ({ role: message.role, text: textOf(message) })),
    functions: (tools ?? []).map(({ name }) => name),
    parameters: { ...parameters },
  };
}

function textOf(message: ModelMessage): string {
  switch (message.role) {
    case 'system':
      return message.text;
    case 'user':
      return message.content.map((part) => (part.type === 'text' ? part.text : `[${part.type}]`)).join('\n');
    case 'assistant':
      return message.content.map(assistantText).filter(Boolean).join('\n');
    case 'tool':
      return `${message.name}: ${JSON.stringify(message.result)}`;
  }
}

function assistantText(part: Extract<ModelMessage, { role: 'assistant' }>['content'][number]): string {
  if (part.type === 'text') return part.text;
  return part.type === 'tool-call' ? `→ ${part.name}(${JSON.stringify(part.arguments)})` : '';
}
