import type { JsonObject } from '@agentforge/kernel/json';
import type { RiskClass } from '@agentforge/plugin-kit/tool';
import { conditionHolds } from './conditions.ts';
import type { CallDecision, TaintMark } from './events.ts';
import { judgeInformationFlow } from './information-flow.ts';
import type { BoundFunction } from './plan.ts';
import type { ApprovalPolicy, ApprovalRule } from './spec.ts';

export interface PolicyDecision {
  decision: CallDecision;
  reason?: string;
  /** Position in the policy's rules. */
  rule?: number;
}

const strictness: Record<CallDecision, number> = { execute: 0, ask: 1, refuse: 2 };

/**
 * What is to become of a call: the first policy rule that matches, else the default of its risk class; then the rules of
 * information flow on top. The stricter of the two wins, so a rule that allows a function never opens a way out for data.
 */
export function decideCall(
  policy: ApprovalPolicy,
  call: Pick<BoundFunction, 'toolId' | 'name' | 'risk'>,
  args: JsonObject,
  taint: readonly TaintMark[],
): PolicyDecision {
  const index = policy.rules.findIndex((rule) => ruleMatches(rule, call, args));
  const rule = policy.rules[index];
  const byRule = rule === undefined ? byRisk(call.risk) : fromRule(rule, index);
  const flow = judgeInformationFlow(policy.information_flow, call.risk, taint, rule?.action === 'allow');
  return strictness[flow.decision] > strictness[byRule.decision] ? flow : byRule;
}

function ruleMatches(rule: ApprovalRule, call: Pick<BoundFunction, 'toolId' | 'name'>, args: JsonObject): boolean {
  if (rule.tool_id !== '*' && rule.tool_id !== call.toolId) return false;
  if (rule.function !== undefined && rule.function !== '*' && rule.function !== call.name) return false;
  return (rule.when ?? []).every((condition) => conditionHolds(condition, args, rule.action !== 'allow'));
}

function byRisk(risk: RiskClass): PolicyDecision {
  if (risk !== 'destructive') return { decision: 'execute' };
  return { decision: 'ask', reason: 'This cannot be undone, so a person has to approve it.' };
}

function fromRule(rule: ApprovalRule, index: number): PolicyDecision {
  if (rule.action === 'allow') return { decision: 'execute', rule: index };
  if (rule.action === 'ask') {
    return { decision: 'ask', rule: index, reason: `Rule ${index + 1} of this agent asks for an approval.` };
  }
  return { decision: 'refuse', rule: index, reason: `Rule ${index + 1} of this agent does not allow this call.` };
}
