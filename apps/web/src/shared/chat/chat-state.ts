import type { Message, toolCall, verdict } from '@agentforge/contracts/chat/schemas';
import type { Citation } from '@agentforge/contracts/knowledge/schemas';
import type { z } from 'zod';

export type Verdict = z.output<typeof verdict>;
export type ToolStatus = z.output<typeof toolCall>['status'];

/** `supported: null` while the answer is still being written and nothing has been checked. */
export type ChatCitation = Omit<Citation, 'supported'> & { supported: boolean | null };

export interface ChatUsage {
  input_tokens: number | null;
  output_tokens: number | null;
  cached_input_tokens: number | null;
  cost_usd: number | null;
  cost_is_lower_bound: boolean;
}

/** Another model than the chosen one answered. */
export interface ChatFallback {
  from: string;
  to: string;
}

export interface TextBlock {
  kind: 'text' | 'reasoning';
  id: string;
  text: string;
}

export interface ToolBlock {
  kind: 'tool';
  id: string;
  name: string;
  input: unknown;
  output: unknown;
  status: ToolStatus;
  error: string | null;
  durationMs: number | null;
  /** Epoch milliseconds when this page saw the call; null for calls of the past. */
  seenAt: number | null;
  approval: { id: string; reason: string | null; decision: 'pending' | 'approved' | 'rejected' } | null;
}

export type Block = TextBlock | ToolBlock;

export interface ChatAttachment {
  name: string;
  mediaType: string;
  bytes: number;
}

export interface ChatMessage {
  /** Stays the same for as long as the message is shown. */
  key: string;
  /** The server's id; undefined until it is known. */
  id: string | undefined;
  runId: string | undefined;
  role: 'user' | 'assistant';
  blocks: readonly Block[];
  /** Index of the first block of the step that is being written. */
  stepStart: number;
  attachments: readonly ChatAttachment[];
  citations: readonly ChatCitation[];
  guardrails: readonly Verdict[];
  /** Not kept by the server: empty for messages of the past. */
  fallbacks: readonly ChatFallback[];
  usage: ChatUsage | undefined;
  status: 'sending' | Message['status'];
  error: string | undefined;
  feedback: 'up' | 'down' | null;
  createdAt: string;
}

/** What the conversation is doing. `waiting`: the run waits for a person to decide. */
export type ChatPhase = 'idle' | 'loading' | 'thinking' | 'answering' | 'reconnecting' | 'waiting' | 'stopping';

export interface ChatState {
  conversationId: string | undefined;
  title: string | undefined;
  messages: readonly ChatMessage[];
  phase: ChatPhase;
  loadError: unknown;
}

export const emptyChat: ChatState = {
  conversationId: undefined,
  title: undefined,
  messages: [],
  phase: 'idle',
  loadError: undefined,
};

export function newMessage(role: ChatMessage['role'], key: string, createdAt: string): ChatMessage {
  return {
    key,
    id: undefined,
    runId: undefined,
    role,
    blocks: [],
    stepStart: 0,
    attachments: [],
    citations: [],
    guardrails: [],
    fallbacks: [],
    usage: undefined,
    status: role === 'user' ? 'sending' : 'streaming',
    error: undefined,
    feedback: null,
    createdAt,
  };
}

/** The text a person copies: what was written, without thoughts and tool calls. */
export function textOf(message: ChatMessage): string {
  return message.blocks
    .flatMap((block) => (block.kind === 'text' ? [block.text] : []))
    .join('\n\n')
    .trim();
}
