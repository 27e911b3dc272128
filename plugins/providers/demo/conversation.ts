import type { Json } from '@agentforge/kernel/json';
import type { ModelMessage, ModelRequest } from '@agentforge/plugin-kit/model';
import { type Language, languageOf } from './language.ts';
import { asksForMore } from './phrases.ts';

export interface ToolResult {
  name: string;
  result: Json;
  isError: boolean;
}

/** A request, read the way the demonstration model needs it. */
export interface Conversation {
  system: string;
  /** What the user wants now; an answer to our own question is joined with what was asked before. */
  message: string;
  language: Language;
  /** User messages before this one, oldest first. */
  earlier: string[];
  /** Results of tools called for this message. */
  results: ToolResult[];
  /** Calls made in the whole conversation, for new ids. */
  callCount: number;
  hasFiles: boolean;
}

/** Splits a request at its last user message. */
export function readConversation(request: ModelRequest): Conversation {
  const { messages } = request;
  const lastUser = messages.findLastIndex((message) => message.role === 'user');
  const users = messages.flatMap((message, index) =>
    message.role === 'user' ? [{ index, text: textOf(message) }] : [],
  );
  const current = users.at(-1)?.text ?? '';
  const previous = users.at(-2);
  const asked = messages.slice((previous?.index ?? -1) + 1, lastUser).some((message) => asksForMore(textOf(message)));
  const message = asked && previous ? `${previous.text}\n${current}` : current;
  const after = messages.slice(lastUser + 1);
  return {
    system: messages.flatMap((entry) => (entry.role === 'system' ? [entry.text] : [])).join('\n\n'),
    message,
    language: languageOf(message),
    earlier: users.slice(0, -1).map(({ text }) => text),
    results: after.flatMap((entry) =>
      entry.role === 'tool' ? [{ name: entry.name, result: entry.result, isError: entry.isError }] : [],
    ),
    callCount: messages.reduce((count, entry) => count + callsIn(entry), 0),
    hasFiles: messages[lastUser]?.role === 'user' && hasFiles(messages[lastUser]),
  };
}

/** The plain text of a message; nothing for tool results. */
export function textOf(message: ModelMessage): string {
  if (message.role === 'system') return message.text;
  if (message.role === 'tool') return '';
  const texts: string[] = [];
  for (const part of message.content) if (part.type === 'text') texts.push(part.text);
  return texts.join('\n');
}

function callsIn(message: ModelMessage): number {
  return message.role === 'assistant' ? message.content.filter((part) => part.type === 'tool-call').length : 0;
}

function hasFiles(message: ModelMessage): boolean {
  return message.role === 'user' && message.content.some((part) => part.type !== 'text');
}
