import type { Json } from '@agentforge/kernel/json';
import type { Conversation, ToolResult } from './conversation.ts';
import { describeJson, label } from './describe-json.ts';
import { type Passage, passagesIn, quotePassages } from './passages.ts';
import { phrases } from './phrases.ts';

/** An answer out of what the tools returned: quotations with `[n]`, facts, and plain words for what failed. */
export function composeAnswer(conversation: Conversation): string {
  const { results, message, language } = conversation;
  const passages: Passage[] = [];
  const blocks: string[] = [];
  let sawSource = false;
  for (const result of results) {
    if (result.isError) {
      blocks.push(describeFailure(result, conversation));
      continue;
    }
    const value = unwrapped(parsed(result.result));
    const found = passagesIn(value);
    if (found.length > 0 || isEmptySource(value) || foundNothing(result.name, value)) {
      sawSource = true;
      passages.push(...found);
      continue;
    }
    const text = describeJson(result.name, value, message, language);
    if (!blocks.includes(text)) blocks.push(text);
  }
  if (sawSource) blocks.unshift(quotePassages(message, passages, language));
  return blocks.join('\n\n');
}

/** A result in the engine's envelope: what the tool said, without the notes for a model. Sources stay around it. */
function unwrapped(value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const enveloped = value['status'] === 'ok' && value['content'] !== undefined && value['sources'] === undefined;
  return enveloped ? (value['content'] ?? null) : value;
}

function foundNothing(name: string, value: Json): boolean {
  if (!name.startsWith('search') || typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.keys(value).join() === 'note';
}

function isEmptySource(value: Json): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return ['passages', 'chunks', 'sources', 'hits'].some(
    (name) => Array.isArray(value[name]) && value[name].length === 0,
  );
}

/** Tools often hand JSON over as text. */
function parsed(result: Json): Json {
  if (typeof result !== 'string' || !/^\s*[[{]/.test(result)) return result;
  try {
    const value: Json = JSON.parse(result);
    return value;
  } catch {
    return result;
  }
}

function describeFailure({ name, result }: ToolResult, { language }: Conversation): string {
  const words = phrases(language);
  const reason = reasonOf(parsed(result));
  const ended = /[.!?؟]$/.test(reason) ? reason : `${reason}.`;
  const hint = /declined|denied|rejected|not approved|refused by/i.test(reason) ? '' : ` ${words.failedHint}`;
  return `${words.failed(label(name), ended)}${hint}`;
}

function reasonOf(result: Json): string {
  if (typeof result === 'string') return result.slice(0, 300);
  if (typeof result !== 'object' || result === null || Array.isArray(result))
    return JSON.stringify(result).slice(0, 300);
  for (const name of ['detail', 'message', 'error', 'reason', 'title']) {
    const value = result[name];
    if (typeof value === 'string' && value !== '') return value.slice(0, 300);
    if (typeof value === 'object' && value !== null) return reasonOf(value);
  }
  return JSON.stringify(result).slice(0, 300);
}
