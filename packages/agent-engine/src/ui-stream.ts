import { toPlainJson } from '@agentforge/kernel/json';
import { trusted } from '@agentforge/kernel/trust';
import type { NumberedPassage, ReasonCode, RunEvent, RunEventData, RunEventType } from './events.ts';
import { initialState, type RunState } from './run-state.ts';
import { applyEvent } from './state.ts';
import type { UiFinishReason, UiPart } from './ui-parts.ts';

/** What the encoder remembers between events. One per reader; fed all events of the run from the first. */
export interface UiStreamContext {
  runId: string;
  messageId: string;
  /** Told with every `data-run` part when known. */
  conversationId: string | undefined;
  /** Everything but the text, which is counted here. */
  state: RunState;
  /** Text and reasoning parts that are open, by id. */
  text: string | undefined;
  reasoning: string | undefined;
  parts: number;
  /** Text shown since the step began. */
  shown: string;
  hasCalls: boolean;
}

export function uiStreamContext(runId: string, messageId: string, conversationId?: string): UiStreamContext {
  return {
    runId,
    messageId,
    conversationId,
    state: initialState(),
    text: undefined,
    reasoning: undefined,
    parts: 0,
    shown: '',
    hasCalls: false,
  };
}

/** What a reader of the AI SDK UI message stream is sent for one event of the run; nothing for some. */
export function toUiParts(event: RunEvent, context: UiStreamContext): UiPart[] {
  if (event.type === 'text-delta') return textDelta(event.data.text, context);
  if (event.type === 'reasoning-delta') return reasoningDelta(event.data.text, context);
  applyEvent(context.state, event, 0);
  const encode = Object.hasOwn(encoders, event.type) ? encoders[event.type] : () => [];
  return trusted<(data: unknown, context: UiStreamContext) => UiPart[]>(encode, 'encoders take the data of their type')(
    event.data,
    context,
  );
}

/** The end of a stream whose run waits for a person: the reader may go and come back. */
export function waitingUiParts(status: 'waiting_approval' | 'in_doubt', context: UiStreamContext): UiPart[] {
  return [...closeOpen(context), runPart(status, context), { type: 'finish', finishReason: 'tool-calls' }];
}

function textDelta(delta: string, context: UiStreamContext): UiPart[] {
  context.shown += delta;
  if (context.text !== undefined) return [{ type: 'text-delta', id: context.text, delta }];
  const parts = closeOpen(context);
  const id = nextPartId(context);
  context.text = id;
  parts.push({ type: 'text-start', id }, { type: 'text-delta', id, delta });
  return parts;
}

function reasoningDelta(delta: string, context: UiStreamContext): UiPart[] {
  if (context.reasoning !== undefined) return [{ type: 'reasoning-delta', id: context.reasoning, delta }];
  const parts = closeOpen(context);
  const id = nextPartId(context);
  context.reasoning = id;
  parts.push({ type: 'reasoning-start', id }, { type: 'reasoning-delta', id, delta });
  return parts;
}

function nextPartId(context: UiStreamContext): string {
  context.parts += 1;
  return `part-${context.parts}`;
}

function closeOpen(context: UiStreamContext): UiPart[] {
  const parts: UiPart[] = [];
  if (context.text !== undefined) parts.push({ type: 'text-end', id: context.text });
  if (context.reasoning !== undefined) parts.push({ type: 'reasoning-end', id: context.reasoning });
  context.text = undefined;
  context.reasoning = undefined;
  return parts;
}

function runPart(status: string, context: UiStreamContext): UiPart {
  const data = { run_id: context.runId, status, message_id: context.messageId };
  const { conversationId } = context;
  return {
    type: 'data-run',
    id: context.runId,
    data: conversationId === undefined ? data : { ...data, conversation_id: conversationId },
  };
}

type Encoders = { [Type in RunEventType]?: (data: RunEventData[Type], context: UiStreamContext) => UiPart[] };

const encoders: Encoders = {
  'run-started': (_data, context) => [{ type: 'start', messageId: context.messageId }, runPart('running', context)],
  'run-resumed': (data, context) => (data.discard_step === undefined ? [] : resetStep(data.discard_step, context)),
  'guardrail-checked': ({ stage, verdicts }) =>
    verdicts.length === 0 ? [] : [{ type: 'data-guardrail', data: { stage, verdicts } }],
  'step-started': (_data, context) => {
    context.shown = '';
    context.hasCalls = false;
    return [{ type: 'start-step' }];
  },
  'step-finished': ({ fallback_from, model_id }, context) => [
    ...closeOpen(context),
    ...(fallback_from === undefined ? [] : [fallbackPart(fallback_from, model_id)]),
    { type: 'finish-step' },
  ],
  'tool-requested': toolRequested,
  'approval-requested': ({ approval_id, call_id, reason }) => [
    { type: 'tool-approval-request', approvalId: approval_id, toolCallId: call_id, reason },
  ],
  'approval-decided': approvalDecided,
  'tool-settled': toolSettled,
  'in-doubt-settled': inDoubtSettled,
  'history-summarised': ({ messages }) => [{ type: 'data-window', data: { reason: 'summarised', messages } }],
  'window-shortened': ({ reason, detail }) => [{ type: 'data-window', data: { reason, detail } }],
  'budget-refused': (data) => [{ type: 'data-budget', data }],
  'budget-noticed': (data) => [{ type: 'data-budget', data }],
  'message-completed': messageCompleted,
  'run-finished': runFinished,
};

/** Another model than the chosen one answered this step. */
function fallbackPart(from: string, to: string): UiPart {
  return { type: 'data-fallback', data: { from, to } };
}

/** What was shown of the step is taken back; readers that do not know `reset-step` are told by `data-reset`. */
function resetStep(step: number, context: UiStreamContext): UiPart[] {
  context.text = undefined;
  context.reasoning = undefined;
  context.shown = '';
  return [{ type: 'reset-step' }, { type: 'data-reset', data: { step }, transient: true }];
}

function toolRequested(data: RunEventData['tool-requested'], context: UiStreamContext): UiPart[] {
  context.hasCalls = true;
  const call = { toolCallId: data.call_id, toolName: data.name, dynamic: true } as const;
  const parts: UiPart[] = [...closeOpen(context), { type: 'tool-input-start', ...call }];
  if (data.arguments !== undefined) parts.push({ type: 'tool-input-available', ...call, input: data.arguments });
  else {
    const errorText = data.reason ?? 'The call could not be read.';
    parts.push({ type: 'tool-input-error', ...call, input: data.arguments_text ?? '', errorText });
  }
  return parts;
}

/** Only a decision that settles the approval is shown: not the first of two votes, not one for other arguments. */
function approvalDecided(data: RunEventData['approval-decided'], context: UiStreamContext): UiPart[] {
  const status = context.state.approvals.get(data.approval_id)?.status;
  if (status === undefined || status === 'pending') return [];
  const reason = data.comment ?? (status === 'expired' ? 'Nobody decided in time.' : undefined);
  const part = {
    type: 'tool-approval-response',
    approvalId: data.approval_id,
    approved: status === 'approved',
  } as const;
  return [reason === undefined ? part : { ...part, reason }];
}

function toolSettled(data: RunEventData['tool-settled']): UiPart[] {
  if (data.status === 'rejected') return [{ type: 'tool-output-denied', toolCallId: data.call_id }];
  const call = { toolCallId: data.call_id, dynamic: true } as const;
  if (data.status !== 'ok') {
    return [{ type: 'tool-output-error', ...call, errorText: data.error ?? 'The tool reported an error.' }];
  }
  return [{ type: 'tool-output-available', ...call, output: data.result }, ...(data.passages ?? []).map(sourcePart)];
}

function sourcePart(passage: NumberedPassage): UiPart {
  const { number, documentId, chunkId, title, locator } = passage;
  const agentforge = { number, document_id: documentId, chunk_id: chunkId, locator: toPlainJson(locator) };
  return {
    type: 'source-document',
    sourceId: String(number),
    mediaType: 'text/plain',
    title,
    providerMetadata: { agentforge },
  };
}

function inDoubtSettled(data: RunEventData['in-doubt-settled'], context: UiStreamContext): UiPart[] {
  const settled = context.state.calls.get(data.call_id);
  if (settled === undefined || data.outcome === 'retry') return [];
  const call = { toolCallId: data.call_id, dynamic: true } as const;
  if (data.outcome === 'happened') return [{ type: 'tool-output-available', ...call, output: settled.result }];
  return [{ type: 'tool-output-error', ...call, errorText: 'A person confirmed that this did not take effect.' }];
}

function messageCompleted(data: RunEventData['message-completed'], context: UiStreamContext): UiPart[] {
  const { citations, sentences = [] } = data;
  const sources: UiPart[] =
    citations.length + sentences.length === 0 ? [] : [{ type: 'data-citations', data: { citations, sentences } }];
  return [...closeOpen(context), ...finalText(data.text, context), ...sources];
}

/** Readers end with the text that is kept: what is missing is added, what a guardrail changed replaces what was shown. */
function finalText(text: string, context: UiStreamContext): UiPart[] {
  if (text === context.shown) return [];
  if (text.startsWith(context.shown)) return wholeText(text.slice(context.shown.length), context);
  const replaces = context.shown !== '' && !context.hasCalls;
  return [...(replaces ? [{ type: 'reset-step' as const }] : []), ...wholeText(text, context)];
}

function wholeText(delta: string, context: UiStreamContext): UiPart[] {
  const id = nextPartId(context);
  return [
    { type: 'text-start', id },
    { type: 'text-delta', id, delta },
    { type: 'text-end', id },
  ];
}

const finishReasons: Partial<Record<ReasonCode, UiFinishReason>> = {
  answered: 'stop',
  input_blocked: 'stop',
  length: 'length',
  content_filter: 'content-filter',
};

function runFinished(data: RunEventData['run-finished'], context: UiStreamContext): UiPart[] {
  const { status, reason, reason_code, ...usage } = data;
  const parts: UiPart[] = [
    ...closeOpen(context),
    {
      type: 'data-usage',
      data: { ...usage.usage, cost_usd: usage.cost_usd, cost_is_lower_bound: usage.cost_is_lower_bound },
    },
    runPart(status, context),
  ];
  if (status === 'cancelled') return [...parts, { type: 'abort', reason }];
  if (status === 'failed') parts.push({ type: 'error', errorText: reason });
  const finishReason = status === 'failed' ? 'error' : (finishReasons[reason_code] ?? 'other');
  return [...parts, { type: 'finish', finishReason }];
}
