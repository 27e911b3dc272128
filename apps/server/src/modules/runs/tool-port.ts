import type { Guardrails } from '@agentforge/agent-engine/guardrails/create-guardrails';
import type { ToolCallRequest, ToolPort } from '@agentforge/agent-engine/ports';
import type { KnowledgePort, ToolResult } from '@agentforge/plugin-kit/tool';
import type { CallableFunction } from './build-plan.ts';

/** Calls the bound functions. What comes back is untrusted: personal data in it becomes tokens before a model sees it. */
export function toolPort(
  functions: ReadonlyMap<string, CallableFunction>,
  guardrails: Guardrails,
  knowledge: KnowledgePort,
  askAgent: (call: ToolCallRequest, agentId: string, message: string) => Promise<ToolResult>,
): ToolPort {
  return {
    async execute(call) {
      const found = functions.get(call.name);
      if (!found) return { ok: false, content: null, error: `There is no tool called ${call.name} any more.` };
      const result = await found.run.execute(call.arguments, {
        http: found.tool.http,
        knowledge,
        agents: { ask: (agentId, message) => askAgent(call, agentId, message) },
        signal: call.signal,
        idempotencyKey: call.idempotencyKey,
      });
      const { content } = guardrails.checkToolResult(result.content);
      return { ...result, content };
    },
  };
}
