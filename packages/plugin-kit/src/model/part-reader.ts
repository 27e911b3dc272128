import { isJsonObject, type JsonObject, toPlainJson } from '@agentforge/kernel/json';
import type { LanguageModelV4StreamPart, LanguageModelV4Usage, SharedV4ProviderMetadata } from '@ai-sdk/provider';
import { type FinishReason, ModelError, type ModelPart, type ModelRequest, type ModelUsage } from '../model.ts';
import { refuseDroppedSettings } from './dropped-settings.ts';
import { callSignature, reasoningSignature } from './signatures.ts';

interface HeldCall {
  /** As the provider calls it. */
  providerId: string;
  callId: string;
  name: string;
  argumentsText: string;
  metadata: JsonObject | undefined;
}

/**
 * Turns the parts of one AI SDK stream into ours. Whole tool calls are held until the provider said how the turn ended:
 * SDKs also hand out calls whose arguments were cut off with the connection.
 */
export class PartReader {
  /** True once the provider said how the turn ended. */
  finished = false;
  readonly #request: ModelRequest;
  readonly #fail: (error: unknown) => ModelError;
  readonly #usedIds: Set<string>;
  readonly #openIds = new Map<string, string>();
  readonly #calls: HeldCall[] = [];
  readonly #reasoning = new Map<string, JsonObject>();

  constructor(request: ModelRequest, fail: (error: unknown) => ModelError) {
    this.#request = request;
    this.#fail = fail;
    this.#usedIds = new Set(request.messages.flatMap((message) => (message.role === 'tool' ? [message.callId] : [])));
  }

  /** Our parts for one of theirs; most often one. Throws {@link ModelError}. */
  read(part: LanguageModelV4StreamPart): readonly ModelPart[] {
    switch (part.type) {
      case 'text-delta':
        return textDelta('text-delta', part.delta);
      case 'reasoning-start':
      case 'reasoning-delta':
      case 'reasoning-end':
        return this.#readReasoning(part);
      case 'tool-input-start':
        return this.#open(part);
      case 'tool-input-delta':
        return this.#readArguments(part.id, part.delta);
      case 'tool-call':
        return this.#hold(part);
      case 'finish':
        return this.#finish(part);
      case 'error':
        throw this.#fail(part.error);
      case 'stream-start':
        refuseDroppedSettings(part.warnings, this.#request);
        return nothing;
      default:
        return nothing;
    }
  }

  #readReasoning(
    part: Extract<LanguageModelV4StreamPart, { type: 'reasoning-start' | 'reasoning-delta' | 'reasoning-end' }>,
  ): readonly ModelPart[] {
    if (part.providerMetadata) {
      this.#reasoning.set(part.id, merge(this.#reasoning.get(part.id), part.providerMetadata));
    }
    if (part.type === 'reasoning-delta') return textDelta('reasoning-delta', part.delta);
    if (part.type === 'reasoning-start') return nothing;
    const metadata = this.#reasoning.get(part.id);
    this.#reasoning.delete(part.id);
    return metadata ? [{ type: 'reasoning-signature', signature: reasoningSignature(metadata) }] : nothing;
  }

  #open(part: Extract<LanguageModelV4StreamPart, { type: 'tool-input-start' }>): readonly ModelPart[] {
    if (part.providerExecuted) return nothing;
    const callId = this.#uniqueId(part.id);
    this.#openIds.set(part.id, callId);
    return [{ type: 'tool-call-start', callId, name: part.toolName }];
  }

  #readArguments(providerId: string, argumentsText: string): readonly ModelPart[] {
    const callId = this.#openIds.get(providerId);
    return callId === undefined || argumentsText === ''
      ? nothing
      : [{ type: 'tool-call-delta', callId, argumentsText }];
  }

  #hold(part: Extract<LanguageModelV4StreamPart, { type: 'tool-call' }>): readonly ModelPart[] {
    if (part.providerExecuted) return nothing;
    const announced = this.#openIds.get(part.toolCallId);
    this.#openIds.delete(part.toolCallId);
    if (this.#isRepetition(part)) return nothing;
    const callId = announced ?? this.#uniqueId(part.toolCallId);
    const metadata = part.providerMetadata ? merge(undefined, part.providerMetadata) : undefined;
    const providerId = part.toolCallId;
    this.#calls.push({ providerId, callId, name: part.toolName, argumentsText: part.input, metadata });
    return announced === undefined ? [{ type: 'tool-call-start', callId, name: part.toolName }] : nothing;
  }

  /** The same id with the same content is one call: some servers repeat themselves, and it must not act twice. */
  #isRepetition(part: Extract<LanguageModelV4StreamPart, { type: 'tool-call' }>): boolean {
    if (part.toolCallId === '') return false;
    return this.#calls.some(
      (call) => call.providerId === part.toolCallId && call.name === part.toolName && call.argumentsText === part.input,
    );
  }

  #uniqueId(providerId: string): string {
    const stem = providerId === '' ? 'call' : providerId;
    let callId = stem;
    for (let count = 2; this.#usedIds.has(callId); count += 1) callId = `${stem}-${count}`;
    this.#usedIds.add(callId);
    return callId;
  }

  #finish(part: Extract<LanguageModelV4StreamPart, { type: 'finish' }>): readonly ModelPart[] {
    const { unified } = part.finishReason;
    if (unified === 'interrupted' || (unified === 'other' && part.finishReason.raw === undefined)) throw cutOff();
    if (unified === 'error') {
      throw new ModelError(
        'bad_response',
        'The model ended its answer with an error. Try again, or choose another model.',
      );
    }
    this.finished = true;
    const parts: ModelPart[] = [];
    for (const call of this.#calls) {
      if (unified === 'length' && !isWholeJson(call.argumentsText)) continue;
      if (call.metadata)
        parts.push({ type: 'reasoning-signature', signature: callSignature(call.callId, call.metadata) });
      parts.push({ type: 'tool-call', callId: call.callId, name: call.name, argumentsText: call.argumentsText });
    }
    parts.push({ type: 'finish', reason: this.#reason(unified, part.finishReason.raw), usage: toUsage(part.usage) });
    return parts;
  }

  /** Some servers say "stop" although they called tools, and some SDKs do not know their own provider's words. */
  #reason(unified: FinishReason, raw: string | undefined): FinishReason {
    if (unified === 'other' && /content.?filter|safety|refusal|guardrail/i.test(raw ?? '')) return 'content-filter';
    return unified === 'stop' && this.#calls.length > 0 ? 'tool-calls' : unified;
  }
}

const nothing: readonly ModelPart[] = [];

function textDelta(type: 'text-delta' | 'reasoning-delta', text: string): readonly ModelPart[] {
  return text === '' ? nothing : [{ type, text }];
}

/** The answer ended before the provider said so. */
export function cutOff(): ModelError {
  return new ModelError(
    'bad_response',
    'The answer of the model was cut off before its end: the connection closed too early. Try again.',
  );
}

function isWholeJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function merge(known: JsonObject | undefined, added: SharedV4ProviderMetadata): JsonObject {
  const merged: JsonObject = { ...known };
  for (const [provider, value] of Object.entries(added)) {
    const plain = toPlainJson(value);
    const before = merged[provider];
    merged[provider] = isJsonObject(before) && isJsonObject(plain) ? { ...before, ...plain } : plain;
  }
  return merged;
}

function toUsage(usage: LanguageModelV4Usage): ModelUsage {
  // SDKs write 0 also where the provider said nothing.
  const said = usage.raw === undefined ? '' : JSON.stringify(usage.raw);
  return {
    inputTokens: usage.inputTokens.total,
    outputTokens: usage.outputTokens.total,
    cachedInputTokens:
      usage.inputTokens.cacheRead === 0 && !/cache/i.test(said) ? undefined : usage.inputTokens.cacheRead,
    reasoningTokens:
      usage.outputTokens.reasoning === 0 && !/reason|thought|thinking/i.test(said)
        ? undefined
        : usage.outputTokens.reasoning,
  };
}
