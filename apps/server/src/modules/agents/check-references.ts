import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import type { Tx } from '@agentforge/db/database';
import { AppError, type FieldError } from '@agentforge/kernel/errors';
import type { AgentDeps } from './agents.ports.ts';
import { approvalRuleErrors } from './check-approval-rules.ts';

type References = Pick<AgentDeps, 'tools' | 'knowledge' | 'approvers' | 'models'>;

interface Reference {
  path: string;
  id: string;
}

/**
 * Every id a definition names must be the tenant's own, and its model must have the settings it names. Throws `rule_broken` naming each that is not; absent ids and those
 * of other organizations read the same. `fields` are the fields to look at.
 */
export async function requireReferences(
  tx: Tx,
  deps: References,
  definition: AgentDefinition,
  fields: readonly string[],
): Promise<void> {
  const errors = await missingReferences(tx, deps, definition, fields);
  if (errors.length === 0) return;
  throw new AppError('rule_broken', { detail: [...new Set(errors.map((error) => error.message))].join(' '), errors });
}

export async function missingReferences(
  tx: Tx,
  { tools, knowledge, approvers, models }: References,
  definition: AgentDefinition,
  fields: readonly string[],
): Promise<FieldError[]> {
  const wanted = (field: string, references: Reference[]) => (fields.includes(field) ? references : []);
  const rules = definition.approval_policy.rules;
  const ruleTools = rules.flatMap((rule, index) =>
    rule.tool_id === '*' ? [] : [{ path: `approval_policy.rules.${index}.tool_id`, id: rule.tool_id }],
  );
  const named = rules.flatMap((rule, index) => {
    const path = `approval_policy.rules.${index}`;
    const levels = (rule.escalation ?? []).flatMap((level, position) =>
      listed(`${path}.escalation.${position}.approvers`, level.approvers),
    );
    return [...listed(`${path}.approvers`, rule.approvers ?? []), ...levels];
  });
  const toolReferences = [
    ...wanted('tool_ids', listed('tool_ids', definition.tool_ids)),
    ...wanted('approval_policy', ruleTools),
  ];
  const bases = wanted('knowledge_base_ids', listed('knowledge_base_ids', definition.knowledge_base_ids));
  const asksForModel = fields.includes('model_id') || fields.includes('parameters');
  return [
    ...(asksForModel ? await models.agentErrors(tx, definition) : []),
    ...(await absent(tx, tools, toolReferences, 'tool')),
    ...(await absent(tx, knowledge, bases, 'knowledge base')),
    ...(await absent(tx, approvers, wanted('approval_policy', named), 'user or role')),
    ...(fields.includes('approval_policy') ? approvalRuleErrors(rules) : []),
  ];
}

function listed(path: string, ids: readonly string[]): Reference[] {
  return ids.map((id, index) => ({ path: `${path}.${index}`, id }));
}

async function absent(
  tx: Tx,
  things: { existing(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> },
  references: readonly Reference[],
  what: string,
): Promise<FieldError[]> {
  if (references.length === 0) return [];
  const found = await things.existing(tx, [...new Set(references.map(({ id }) => id))]);
  const message = `There is no such ${what}, or you may not see it.`;
  return references.filter(({ id }) => !found.has(id)).map(({ path }) => ({ path, message }));
}
