import { isJsonObject, type Json } from '@agentforge/kernel/json';
import { trusted } from '@agentforge/kernel/trust';
import type {
  LanguageModelV4CallOptions,
  LanguageModelV4FunctionTool,
  LanguageModelV4Message,
  LanguageModelV4ToolResultPart,
  SharedV4ProviderOptions,
} from '@ai-sdk/provider';
import type { AssistantPart, ModelMessage, ModelRequest, UserPart } from '../model.ts';
import { callSignatures, reasoningMetadata } from './signatures.ts';

type AssistantMessage = Extract<LanguageModelV4Message, { role: 'assistant' }>;
type UserMessage = Extract<LanguageModelV4Message, { role: 'user' }>;
type ToolMessage = Extract<ModelMessage, { role: 'tool' }>;

export interface CallOptionSettings {
  /** Sent with the system message, e.g. a cache breakpoint. */
  systemOptions?: SharedV4ProviderOptions;
  /** Sent with each call, e.g. `{ openai: { store: false } }`. */
  providerOptions?: SharedV4ProviderOptions;
}

/** Our request in the words of the AI SDK's language-model specification, version 4. */
export function toCallOptions(
  request: ModelRequest,
  abortSignal: AbortSignal,
  settings: CallOptionSettings = {},
): LanguageModelV4CallOptions {
  const options: LanguageModelV4CallOptions = {
    prompt: toPrompt(request.messages, settings.systemOptions),
    abortSignal,
  };
  if (settings.providerOptions) options.providerOptions = settings.providerOptions;
  if (request.tools && request.tools.length > 0) {
    options.tools = request.tools.map(toFunctionTool);
    options.toolChoice = toToolChoice(request.toolChoice);
  }
  if (request.responseSchema) {
    options.responseFormat = {
      type: 'json',
      name: request.responseSchema.name,
      schema: trusted(request.responseSchema.schema, 'the port says it is JSON Schema'),
    };
  }
  return { ...options, ...toSettings(request) };
}

function toSettings(request: ModelRequest): Partial<LanguageModelV4CallOptions> {
  const { temperature, topP, maxTokens, stop, seed, reasoningEffort } = request.parameters ?? {};
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { topP }),
    ...(maxTokens === undefined ? {} : { maxOutputTokens: maxTokens }),
    ...(stop === undefined || stop.length === 0 ? {} : { stopSequences: stop }),
    ...(seed === undefined ? {} : { seed }),
    ...(reasoningEffort === undefined ? {} : { reasoning: reasoningEffort }),
  };
}

function toToolChoice(choice: ModelRequest['toolChoice']): NonNullable<LanguageModelV4CallOptions['toolChoice']> {
  if (choice === undefined) return { type: 'auto' };
  return typeof choice === 'string' ? { type: choice } : { type: 'tool', toolName: choice.name };
}

function toFunctionTool(tool: NonNullable<ModelRequest['tools']>[number]): LanguageModelV4FunctionTool {
  return {
    type: 'function',
    name: tool.name,
    description: tool.description,
    inputSchema: trusted(tool.parameters, 'the port says it is JSON Schema'),
  };
}

/** Several providers take one system message, first; later ones are hoisted so that they keep their authority. */
function toPrompt(
  messages: ModelMessage[],
  systemOptions: SharedV4ProviderOptions | undefined,
): LanguageModelV4Message[] {
  const prompt: LanguageModelV4Message[] = [];
  const system: string[] = [];
  let index = 0;
  while (index < messages.length) {
    const message = messages[index];
    index += 1;
    if (message === undefined) continue;
    if (message.role === 'system') {
      system.push(message.text);
    } else if (message.role === 'user') {
      prompt.push({ role: 'user', content: message.content.map(toUserPart) });
    } else if (message.role === 'assistant') {
      const content = toAssistantContent(message.content);
      if (content.length > 0) prompt.push({ role: 'assistant', content });
    } else {
      const results = [message];
      for (let next = messages[index]; next?.role === 'tool'; next = messages[index]) {
        results.push(next);
        index += 1;
      }
      prompt.push({ role: 'tool', content: results.map(toToolResult) });
    }
  }
  const text = system.filter((part) => part.trim() !== '').join('\n\n');
  if (text === '') return prompt;
  const head = { role: 'system' as const, content: text };
  return [systemOptions ? { ...head, providerOptions: systemOptions } : head, ...prompt];
}

function toUserPart(part: UserPart): UserMessage['content'][number] {
  if (part.type === 'text') return { type: 'text', text: part.text };
  const file = { type: 'file' as const, mediaType: part.mediaType, data: { type: 'data' as const, data: part.data } };
  return part.type === 'file' && part.name !== undefined ? { ...file, filename: part.name } : file;
}

function toAssistantContent(parts: AssistantPart[]): AssistantMessage['content'] {
  const signatures = callSignatures(parts);
  const content: AssistantMessage['content'] = [];
  for (const part of parts) {
    if (part.type === 'text') {
      if (part.text !== '') content.push({ type: 'text', text: part.text });
    } else if (part.type === 'reasoning') {
      const providerOptions = reasoningMetadata(part.signature);
      if (providerOptions) content.push({ type: 'reasoning', text: part.text, providerOptions });
      else if (part.text !== '') content.push({ type: 'reasoning', text: part.text });
    } else {
      const call = { type: 'tool-call' as const, toolCallId: part.callId, toolName: part.name };
      const providerOptions = signatures.get(part.callId);
      const input = toObject(part.arguments);
      content.push(providerOptions ? { ...call, input, providerOptions } : { ...call, input });
    }
  }
  return content;
}

/** Providers refuse arguments that are no object, also those a model once wrote. */
function toObject(value: Json): Json {
  if (isJsonObject(value)) return value;
  return value === null ? {} : { value };
}

function toToolResult(message: ToolMessage): LanguageModelV4ToolResultPart {
  const head = { type: 'tool-result' as const, toolCallId: message.callId, toolName: message.name };
  if (typeof message.result === 'string') {
    return { ...head, output: { type: message.isError ? 'error-text' : 'text', value: message.result } };
  }
  return { ...head, output: { type: message.isError ? 'error-json' : 'json', value: message.result } };
}
