import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import type { FieldError } from '@agentforge/kernel/errors';
import { idPrefixes } from '@agentforge/kernel/ids';

type Rule = AgentDefinition['approval_policy']['rules'][number];

/** Rules that could never be fulfilled: nobody would notice until a run waits for ever. */
export function approvalRuleErrors(rules: readonly Rule[]): FieldError[] {
  return rules.flatMap((rule, index) => {
    if (rule.action !== 'ask') return [];
    const path = `approval_policy.rules.${index}`;
    return [...quorumErrors(rule, path), ...escalationErrors(rule, path)];
  });
}

function quorumErrors(rule: Rule, path: string): FieldError[] {
  const named = new Set([rule.approvers ?? [], ...(rule.escalation ?? []).map((level) => level.approvers)].flat());
  const anyone = named.size === 0 || [...named].some((id) => id.startsWith(`${idPrefixes.role}_`));
  const needed = rule.quorum ?? 1;
  if (anyone || needed <= named.size) return [];
  const message = `This rule needs ${needed} people but names only ${named.size}. Name more, or a role.`;
  return [{ path: `${path}.quorum`, message }];
}

function escalationErrors({ approvers, escalation = [], expires_in_seconds: lifetime }: Rule, path: string) {
  const errors: FieldError[] = [];
  if (escalation.length > 0 && (approvers ?? []).length === 0) {
    errors.push({ path: `${path}.approvers`, message: 'Name who decides first, before others are asked.' });
  }
  let waited = 0;
  escalation.forEach((level, position) => {
    waited += level.after_seconds;
    if (lifetime === undefined || waited < lifetime) return;
    const message = 'By then the time to decide is over. Ask earlier, or leave more time to decide.';
    errors.push({ path: `${path}.escalation.${position}.after_seconds`, message });
  });
  return errors;
}
