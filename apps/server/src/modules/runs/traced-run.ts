import type { RunOutcome } from '@agentforge/agent-engine/drive';
import type { RunPlan } from '@agentforge/agent-engine/plan';
import type { ModelPort, RunPorts, ToolPort } from '@agentforge/agent-engine/ports';
import type { ModelPart, ModelRequest } from '@agentforge/plugin-kit/model';
import {
  noTracing,
  type OpenSpan,
  type Span,
  type SpanAttributes,
  type Tracing,
} from '../../platform/telemetry/tracing.ts';
import { inputContent, OutputContent, providerName, systemContent } from './span-content.ts';

/** What the span of a run names. */
export interface RunFacts {
  runId: string;
  agentId: string;
  agentVersion: number | null;
  conversationId: string;
  replayOf?: string | null | undefined;
}

/**
 * Drives a run within a span `invoke_agent`, its model turns and tool calls as spans `chat` and `execute_tool`, named by
 * the semantic conventions for generative AI. Without tracing the very ports are driven.
 */
export function tracedRun(
  tracing: Tracing,
  facts: RunFacts,
  { plan, ports }: { plan: RunPlan; ports: RunPorts },
  drive: (ports: RunPorts) => Promise<RunOutcome>,
): Promise<RunOutcome> {
  if (tracing === noTracing) return drive(ports);
  const traced: RunPorts = {
    ...ports,
    model: tracedModel(ports.model, facts, tracing),
    tools: tracedTools(ports.tools, plan, tracing),
  };
  return tracing.span(`invoke_agent ${plan.agent.name}`, agentAttributes(facts, plan, ports.model), async (span) => {
    const outcome = await drive(traced);
    tellOutcome(span, outcome);
    return outcome;
  });
}

function agentAttributes(facts: RunFacts, plan: RunPlan, model: ModelPort): SpanAttributes {
  return {
    'gen_ai.operation.name': 'invoke_agent',
    ...modelAttributes(model),
    'gen_ai.agent.id': facts.agentId,
    'gen_ai.agent.name': plan.agent.name,
    'gen_ai.agent.version': facts.agentVersion === null ? 'draft' : String(facts.agentVersion),
    'gen_ai.conversation.id': facts.conversationId,
    'agentforge.run.id': facts.runId,
    ...(facts.replayOf ? { 'agentforge.replay.of': facts.replayOf } : {}),
  };
}

/** A model id is `<connection>/<model>`; the connection's name is the operator's own and says nothing outside. */
function modelAttributes(model: ModelPort): SpanAttributes {
  const { id, provider } = model.describe();
  return { 'gen_ai.provider.name': providerName(provider), 'gen_ai.request.model': modelName(id) };
}

const modelName = (id: string): string => id.slice(id.indexOf('/') + 1);

function tellOutcome(span: Span, { status, state }: RunOutcome): void {
  const { input_tokens, output_tokens, cached_input_tokens } = state.usage;
  span.set('gen_ai.usage.input_tokens', input_tokens);
  span.set('gen_ai.usage.output_tokens', output_tokens);
  span.set('gen_ai.usage.cache_read.input_tokens', cached_input_tokens);
  span.set('agentforge.run.status', status);
  if (state.finished) span.set('gen_ai.response.finish_reasons', [state.finished.reason_code]);
  if (status === 'failed') span.fail(state.finished?.reason_code ?? 'failed');
}

function tracedModel(model: ModelPort, facts: RunFacts, tracing: Tracing): ModelPort {
  return {
    describe: () => model.describe(),
    async *stream(request, signal, onFallback) {
      const attributes = { ...modelAttributes(model), ...requestAttributes(request, facts) };
      const span = tracing.open(`chat ${modelName(model.describe().id)}`, attributes, { kind: 'client' });
      if (tracing.content) tellInput(span, request);
      const told: typeof onFallback = (used) => {
        span.set('gen_ai.response.model', modelName(used.id));
        onFallback(used);
      };
      yield* inSpan(span, () => model.stream(request, signal, told), tracing.content);
    },
  };
}

/** Each step of the stream happens in the span, so that requests it makes are its children. */
async function* inSpan(
  span: OpenSpan,
  open: () => AsyncIterable<ModelPart>,
  content: boolean,
): AsyncGenerator<ModelPart> {
  const output = content ? new OutputContent() : null;
  const parts = span.run(() => open()[Symbol.asyncIterator]());
  try {
    for (;;) {
      const next = await span.run(() => parts.next());
      if (next.done) return;
      output?.take(next.value);
      if (next.value.type === 'finish') tellFinish(span, next.value);
      yield next.value;
    }
  } catch (error) {
    span.failWith(error);
    throw error;
  } finally {
    await parts.return?.();
    if (output) span.set('gen_ai.output.messages', output.json());
    span.end();
  }
}

function tellFinish(span: Span, { reason, usage }: Extract<ModelPart, { type: 'finish' }>): void {
  span.set('gen_ai.response.finish_reasons', [reason]);
  if (usage.inputTokens !== undefined) span.set('gen_ai.usage.input_tokens', usage.inputTokens);
  if (usage.outputTokens !== undefined) span.set('gen_ai.usage.output_tokens', usage.outputTokens);
  if (usage.cachedInputTokens !== undefined) span.set('gen_ai.usage.cache_read.input_tokens', usage.cachedInputTokens);
  if (reason === 'error') span.fail('model_failed');
}

function tellInput(span: Span, request: ModelRequest): void {
  span.set('gen_ai.system_instructions', systemContent(request));
  span.set('gen_ai.input.messages', inputContent(request));
}

function requestAttributes({ parameters = {} }: ModelRequest, facts: RunFacts): SpanAttributes {
  const { maxTokens, temperature, topP, seed, stop } = parameters;
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.conversation.id': facts.conversationId,
    'gen_ai.output.type': 'text',
    ...(maxTokens === undefined ? {} : { 'gen_ai.request.max_tokens': maxTokens }),
    ...(temperature === undefined ? {} : { 'gen_ai.request.temperature': temperature }),
    ...(topP === undefined ? {} : { 'gen_ai.request.top_p': topP }),
    ...(seed === undefined ? {} : { 'gen_ai.request.seed': seed }),
    ...(stop === undefined ? {} : { 'gen_ai.request.stop_sequences': stop }),
  };
}

function tracedTools(tools: ToolPort, plan: RunPlan, tracing: Tracing): ToolPort {
  const risks = new Map(plan.functions.map(({ name, risk }) => [name, risk]));
  return {
    execute: (call) => {
      const attributes = {
        'gen_ai.operation.name': 'execute_tool',
        'gen_ai.tool.name': call.name,
        'gen_ai.tool.type': 'function',
        'gen_ai.tool.call.id': call.callId,
        'agentforge.tool.id': call.toolId,
        'agentforge.tool.risk': risks.get(call.name) ?? 'read',
        ...(tracing.content ? { 'gen_ai.tool.call.arguments': JSON.stringify(call.arguments) } : {}),
      };
      return tracing.span(`execute_tool ${call.name}`, attributes, async (span) => {
        const result = await tools.execute(call);
        if (tracing.content) span.set('gen_ai.tool.call.result', JSON.stringify(result.content));
        if (!result.ok) span.fail('tool_error');
        return result;
      });
    },
  };
}
