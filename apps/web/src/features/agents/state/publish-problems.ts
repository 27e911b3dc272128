import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import type { StepId } from './draft.ts';

export type ProblemKey =
  | 'name'
  | 'goal'
  | 'taskNames'
  | 'toolsOff'
  | 'knowledgeEmpty'
  | 'model'
  | 'toolsUnsupported'
  | 'sourcesMissing';

export interface PublishProblem {
  key: ProblemKey;
  step: StepId;
  /** A blocker stops publishing; a hint does not. */
  blocking: boolean;
  /** Names that belong into the sentence. */
  names: readonly string[];
}

/** What the lists of choices say about the agent's choices; `undefined` while they load. */
export interface KnownChoices {
  models: readonly { id: string; capabilities: { tools: boolean } }[] | undefined;
  tools: readonly { id: string; name: string; is_active: boolean }[] | undefined;
  knowledgeBases: readonly { id: string; name: string; documents: { ready: number } }[] | undefined;
}

function problem(key: ProblemKey, step: StepId, blocking: boolean, names: readonly string[] = []): PublishProblem {
  return { key, step, blocking, names };
}

function modelProblems(draft: AgentDefinition, { models }: KnownChoices): PublishProblem[] {
  if (draft.model_id === null || !models) return [];
  const model = models.find(({ id }) => id === draft.model_id);
  if (!model) return [problem('model', 'basics', true, [draft.model_id])];
  const usesTools = draft.tool_ids.length > 0;
  return usesTools && !model.capabilities.tools ? [problem('toolsUnsupported', 'basics', false, [model.id])] : [];
}

function choiceProblems(draft: AgentDefinition, { tools = [], knowledgeBases = [] }: KnownChoices): PublishProblem[] {
  const off = tools.filter(({ id, is_active }) => !is_active && draft.tool_ids.includes(id));
  const empty = knowledgeBases.filter(
    ({ id, documents }) => documents.ready === 0 && draft.knowledge_base_ids.includes(id),
  );
  return [
    ...(off.length > 0
      ? [
          problem(
            'toolsOff',
            'tools',
            false,
            off.map(({ name }) => name),
          ),
        ]
      : []),
    ...(empty.length > 0
      ? [
          problem(
            'knowledgeEmpty',
            'knowledge',
            false,
            empty.map(({ name }) => name),
          ),
        ]
      : []),
  ];
}

/** What is missing to publish, and what is worth a second look; blockers first. */
export function publishProblems(draft: AgentDefinition, choices: KnownChoices): PublishProblem[] {
  const nameless = draft.tasks.some(({ name }) => name.trim() === '');
  const sourceless = draft.guardrails.cite_sources && draft.knowledge_base_ids.length + draft.tool_ids.length === 0;
  const problems = [
    ...(draft.name.trim() === '' ? [problem('name', 'basics', true)] : []),
    ...(draft.goal.trim() === '' ? [problem('goal', 'goal', true)] : []),
    ...(nameless ? [problem('taskNames', 'tasks', false)] : []),
    ...modelProblems(draft, choices),
    ...choiceProblems(draft, choices),
    ...(sourceless ? [problem('sourcesMissing', 'knowledge', false)] : []),
  ];
  return problems.toSorted((left, right) => Number(right.blocking) - Number(left.blocking));
}
