import type { ModelTool } from '@agentforge/plugin-kit/model';
import { engineLimits, limitsOf, type RunLimits } from './limits.ts';
import type { BoundFunction, RunPlan } from './plan.ts';
import type { ModelDescription } from './ports.ts';
import { estimateTokens } from './tokens.ts';

/** A plan with what is worked out once for all steps of a drive. */
export interface PreparedRun {
  plan: RunPlan;
  model: ModelDescription;
  summariser: ModelDescription | undefined;
  limits: RunLimits;
  functions: ReadonlyMap<string, BoundFunction>;
  tools: ModelTool[];
  toolTokens: number;
  /** Random per drive; fences information in the prompt. */
  boundary: string;
  maxOutputTokens: number;
}

export function prepareRun(
  plan: RunPlan,
  model: ModelDescription,
  boundary: string,
  summariser?: ModelDescription,
): PreparedRun {
  const tools = plan.functions.map(({ name, description, parameters }) => ({ name, description, parameters }));
  const usual = Math.min(model.maxOutputTokens ?? engineLimits.outputTokens, engineLimits.mostOutputTokens);
  return {
    plan,
    model,
    summariser,
    limits: limitsOf(plan.agent.budget),
    functions: new Map(plan.functions.map((bound) => [bound.name, bound])),
    tools,
    toolTokens: estimateTokens(JSON.stringify(tools)),
    boundary,
    maxOutputTokens: plan.agent.parameters.max_tokens ?? usual,
  };
}

/** Whether sending the same call again, with the same idempotency key, does no harm. */
export function isRepeatable(bound: Pick<BoundFunction, 'risk' | 'idempotent'> | undefined): boolean {
  return bound !== undefined && (bound.risk === 'read' || bound.idempotent);
}
