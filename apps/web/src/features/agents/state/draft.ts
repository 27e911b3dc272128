import { type Agent, type AgentDefinition, agentDefinition } from '@agentforge/contracts/agents/schemas';
import { trusted } from '@agentforge/kernel/trust';

type Field = keyof AgentDefinition;

const fields = trusted<Field[]>(Object.keys(agentDefinition.shape), 'the keys of the shape are the fields');

/** The editable part of an agent. */
export function definitionOf(agent: Agent): AgentDefinition {
  const entries = fields.map((field) => [field, agent[field]] as const);
  return trusted<AgentDefinition>(Object.fromEntries(entries), 'an agent has every field of its definition');
}

type Rule = AgentDefinition['approval_policy']['rules'][number];

/** A half-typed condition must not loosen: an allowing rule waits until it is whole, a strict one counts without it. */
function finishedRule(given: Rule): Rule[] {
  const rule = withWholeLevels(given);
  const whole = rule.when?.filter(({ argument }) => argument.trim() !== '');
  if (!rule.when || !whole || whole.length === rule.when.length) return [rule];
  return rule.action === 'allow' ? [] : [{ ...rule, when: whole }];
}

/** A level that names nobody yet is not asked. */
function withWholeLevels(rule: Rule): Rule {
  if (!rule.escalation?.some(({ approvers }) => approvers.length === 0)) return rule;
  return { ...rule, escalation: rule.escalation.filter(({ approvers }) => approvers.length > 0) };
}

/**
 * The draft without what is not finished yet (a task without a name, an empty instruction or condition): it stays on
 * the page, and is saved once it is whole.
 */
export function finishedPart(draft: AgentDefinition): AgentDefinition {
  const tasks = draft.tasks
    .filter((task) => task.name.trim() !== '')
    .map((task) => ({ ...task, instructions: task.instructions.filter((line) => line.trim() !== '') }));
  const rules = draft.approval_policy.rules.flatMap(finishedRule);
  return { ...draft, tasks, approval_policy: { ...draft.approval_policy, rules } };
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function lostKeys(before: object, after: object): boolean {
  const kept = new Map(Object.entries(after));
  return Object.entries(before).some(([key, value]) => value !== undefined && kept.get(key) === undefined);
}

/** The draft with what came from the server in fields the person had not touched since `before`. */
export function withUntouched(
  draft: AgentDefinition,
  before: AgentDefinition,
  fresh: AgentDefinition,
): AgentDefinition {
  const untouched = fields.filter((field) => same(draft[field], before[field]) && !same(draft[field], fresh[field]));
  if (untouched.length === 0) return draft;
  return Object.assign({}, draft, ...untouched.map((field) => ({ [field]: fresh[field] })));
}

export type SaveRequest =
  | { method: 'PATCH'; body: Partial<AgentDefinition> }
  | { method: 'PUT'; body: AgentDefinition }
  | undefined;

/**
 * What to send so that the server has the draft. A patch merges, so a limit or parameter that was taken away can only
 * be saved by replacing everything. `undefined`: nothing to save.
 */
export function saveRequestOf(saved: AgentDefinition, draft: AgentDefinition): SaveRequest {
  const finished = finishedPart(draft);
  // A name is needed: while it is empty the old one stays, and the field says so.
  const body = finished.name.trim() === '' ? { ...finished, name: saved.name } : finished;
  const changed = fields.filter((field) => !same(saved[field], body[field]));
  if (changed.length === 0) return undefined;
  if (lostKeys(saved.parameters, body.parameters) || lostKeys(saved.budget, body.budget))
    return { method: 'PUT', body };
  const entries = changed.map((field) => [field, body[field]] as const);
  return { method: 'PATCH', body: Object.fromEntries(entries) };
}

export const steps = ['goal', 'basics', 'tasks', 'tools', 'knowledge', 'guardrails', 'preview', 'publish'] as const;
export type StepId = (typeof steps)[number];

const stepOfField: Record<Field, StepId> = {
  name: 'basics',
  icon: 'basics',
  description: 'basics',
  goal: 'goal',
  model_id: 'basics',
  parameters: 'basics',
  personality: 'basics',
  guardrails: 'guardrails',
  tasks: 'tasks',
  tool_ids: 'tools',
  knowledge_base_ids: 'knowledge',
  memory_enabled: 'knowledge',
  budget: 'guardrails',
  approval_policy: 'guardrails',
};

/** The step where a field of this path is edited. */
export function stepOfPath(path: string): StepId {
  const [first = ''] = path.split('.');
  return new Map<string, StepId>(Object.entries(stepOfField)).get(first) ?? 'basics';
}

export function isStep(value: string | null): value is StepId {
  return value !== null && new Set<string>(steps).has(value);
}
