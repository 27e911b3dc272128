import type { Block, ChatCitation, ChatFallback, ChatMessage, TextBlock, ToolBlock, Verdict } from './chat-state.ts';
import type { StreamPart } from './stream-part.ts';

type PartOf<Type extends StreamPart['type']> = Extract<StreamPart, { type: Type }>;

/** The message after one part of its stream. Parts of an unknown block are dropped; `now` is epoch milliseconds. */
export function applyPart(message: ChatMessage, part: StreamPart, now: number): ChatMessage {
  switch (part.type) {
    case 'start':
      return restart(message, part.messageId);
    case 'start-step':
      return { ...message, stepStart: message.blocks.length };
    case 'reset-step':
    case 'data-reset':
      return { ...message, blocks: message.blocks.slice(0, message.stepStart) };
    case 'text-start':
    case 'reasoning-start':
      return openText(message, part.type === 'text-start' ? 'text' : 'reasoning', part.id);
    case 'text-delta':
    case 'reasoning-delta':
      return appendText(message, part);
    case 'finish-step':
    case 'text-end':
    case 'reasoning-end':
      return message;
    case 'data-run':
      return applyRun(message, part);
    case 'data-guardrail':
      return { ...message, guardrails: [...message.guardrails, ...part.data.verdicts] };
    case 'data-budget':
      return withNotice(message, cutVerdict('budget', part.data.detail));
    case 'data-window':
      return part.data.detail === undefined ? message : withNotice(message, cutVerdict('window', part.data.detail));
    case 'data-fallback':
      return { ...message, fallbacks: withFallback(message.fallbacks, part.data) };
    case 'data-usage':
      return { ...message, usage: part.data };
    case 'data-citations':
      return { ...message, citations: part.data.citations };
    case 'source-document':
      return { ...message, citations: withSource(message.citations, part) };
    case 'error':
      return { ...message, status: 'failed', error: part.errorText };
    case 'abort':
      return { ...message, status: 'cancelled', error: undefined };
    case 'finish':
      return finish(message, part.finishReason);
    default:
      return applyToolPart(message, part, now);
  }
}

/** A stream read again from its beginning replaces what was shown of it. */
function restart(message: ChatMessage, id: string | undefined): ChatMessage {
  return {
    ...message,
    id: id ?? message.id,
    blocks: [],
    stepStart: 0,
    citations: [],
    guardrails: [],
    fallbacks: [],
    usage: undefined,
    status: 'streaming',
    error: undefined,
  };
}

/** A block that is opened twice (a replay) begins again instead of doubling. */
function openText(message: ChatMessage, kind: TextBlock['kind'], id: string): ChatMessage {
  const opened: TextBlock = { kind, id, text: '' };
  const known = message.blocks.some((block) => block.kind === kind && block.id === id);
  const blocks = known
    ? message.blocks.map((block) => (block.kind === kind && block.id === id ? opened : block))
    : [...message.blocks, opened];
  return { ...message, blocks };
}

function appendText(message: ChatMessage, part: PartOf<'text-delta' | 'reasoning-delta'>): ChatMessage {
  const kind = part.type === 'text-delta' ? 'text' : 'reasoning';
  const at = message.blocks.findLastIndex((block) => block.kind === kind && block.id === part.id);
  const found = message.blocks[at];
  if (found === undefined || found.kind === 'tool') return message;
  return { ...message, blocks: message.blocks.with(at, { ...found, text: found.text + part.delta }) };
}

function applyRun(message: ChatMessage, part: PartOf<'data-run'>): ChatMessage {
  const { run_id, message_id, status } = part.data;
  const waits = status === 'waiting_approval' || status === 'in_doubt';
  return {
    ...message,
    runId: run_id,
    id: message.id ?? message_id,
    status: waits ? 'waiting' : status === 'running' ? 'streaming' : message.status,
  };
}

function withSource(citations: readonly ChatCitation[], part: PartOf<'source-document'>): readonly ChatCitation[] {
  const { number, document_id, chunk_id, locator } = part.providerMetadata.agentforge;
  if (citations.some(({ index }) => index === number)) return citations;
  const source = { index: number, document_id, chunk_id, title: part.title, quote: '', locator, supported: null };
  return [...citations, source];
}

/** Every step of an answer tells it again; once is enough. */
function withFallback(known: readonly ChatFallback[], { from, to }: ChatFallback): readonly ChatFallback[] {
  return known.some((each) => each.from === from && each.to === to) ? known : [...known, { from, to }];
}

/** A budget that ends an answer, or a conversation that no longer fits, is told in the place where other limits are. */
function cutVerdict(rule: string, detail: string): Verdict {
  return { stage: 'output', rule, action: 'cut', detail, spans: [] };
}

function withNotice(message: ChatMessage, verdict: Verdict): ChatMessage {
  return { ...message, guardrails: [...message.guardrails, verdict] };
}

function finish(message: ChatMessage, reason: string | undefined): ChatMessage {
  if (message.status !== 'streaming') return message;
  return { ...message, status: reason === 'error' ? 'failed' : 'complete' };
}

type ToolPart = Exclude<PartOf<`tool-${string}` & StreamPart['type']>, PartOf<'tool-approval-response'>>;

function applyToolPart(
  message: ChatMessage,
  part: ToolPart | PartOf<'tool-approval-response'>,
  now: number,
): ChatMessage {
  if (part.type === 'tool-approval-response') {
    return changeTool(
      message,
      (block) => block.approval?.id === part.approvalId,
      (block) => decided(block, part),
    );
  }
  const isCall = (block: ToolBlock) => block.id === part.toolCallId;
  const known = message.blocks.some((block) => block.kind === 'tool' && isCall(block));
  const named = 'toolName' in part;
  const base = known || !named ? message : { ...message, blocks: [...message.blocks, newTool(part, now)] };
  return changeTool(base, isCall, (block) => changedTool(block, part, now));
}

function changeTool(
  message: ChatMessage,
  matches: (block: ToolBlock) => boolean,
  change: (block: ToolBlock) => ToolBlock,
): ChatMessage {
  const blocks: Block[] = message.blocks.map((block) =>
    block.kind === 'tool' && matches(block) ? change(block) : block,
  );
  return { ...message, blocks };
}

function newTool(part: { toolCallId: string; toolName: string }, now: number): ToolBlock {
  return {
    kind: 'tool',
    id: part.toolCallId,
    name: part.toolName,
    input: undefined,
    output: undefined,
    status: 'pending',
    error: null,
    durationMs: null,
    seenAt: now,
    approval: null,
  };
}

function changedTool(block: ToolBlock, part: ToolPart, now: number): ToolBlock {
  const durationMs = block.seenAt === null ? null : measured(now - block.seenAt);
  switch (part.type) {
    case 'tool-input-start':
      return block;
    case 'tool-input-available':
      return { ...block, name: part.toolName, input: part.input, status: 'running' };
    case 'tool-input-error':
      return { ...block, name: part.toolName, input: part.input, status: 'error', error: part.errorText };
    case 'tool-approval-request':
      return {
        ...block,
        status: 'waiting_approval',
        approval: { id: part.approvalId, reason: part.reason ?? null, decision: 'pending' },
      };
    case 'tool-output-available':
      return { ...block, output: part.output, status: 'ok', error: null, durationMs };
    case 'tool-output-error':
      return { ...block, status: 'error', error: part.errorText, durationMs };
    case 'tool-output-denied':
      return { ...block, status: 'rejected', durationMs: null };
  }
}

/** A replay brings call and result together: what took no time was not measured. */
function measured(milliseconds: number): number | null {
  return milliseconds < 10 ? null : milliseconds;
}

function decided(block: ToolBlock, part: PartOf<'tool-approval-response'>): ToolBlock {
  if (block.approval === null) return block;
  const reason = part.reason ?? block.approval.reason;
  return {
    ...block,
    // The time a person took to decide is not the tool's.
    seenAt: null,
    status: part.approved ? 'running' : 'rejected',
    approval: { ...block.approval, reason, decision: part.approved ? 'approved' : 'rejected' },
  };
}
