import { useToolChoices } from '../../../../shared/tool-form/tool-queries.ts';
import { useChatModels, useKnowledgeBases } from '../../api/choices.ts';
import { type PublishProblem, publishProblems } from '../../state/publish-problems.ts';
import { useStudio } from '../../state/studio-context.ts';

/** What is missing to publish, with what the lists of models, tools and knowledge say. */
export function useProblems(): PublishProblem[] {
  const { draft } = useStudio();
  const models = useChatModels();
  const tools = useToolChoices('');
  const bases = useKnowledgeBases('');
  return publishProblems(draft, { models: models.data, tools: tools.data, knowledgeBases: bases.data });
}
