import type { StoredEvent } from '@agentforge/agent-engine/events';
import type { ModelDescription } from '@agentforge/agent-engine/ports';
import { type PreparedRun, prepareRun } from '@agentforge/agent-engine/prepare';
import { AppError } from '@agentforge/kernel/errors';
import { buildPlan } from './build-plan.ts';
import type { RunPreparer } from './prepare-run.ts';
import { recordedMemory } from './rehearsal.ts';
import { runInput } from './run-input.ts';
import type { KnowledgeBinding, ModelsPort, ToolsPort } from './runs.ports.ts';
import type { RunRow } from './runs.repository.ts';

export interface ExplainDeps {
  preparer: RunPreparer;
  tools: ToolsPort;
  knowledge: KnowledgeBinding;
  models: ModelsPort;
}

/**
 * What the engine was given for a run, of ended ones too, to tell what its model was sent. Functions and their
 * descriptions are as they are now. Opens no picture and calls nothing.
 */
export async function explainRun(deps: ExplainDeps, run: RunRow, events: readonly StoredEvent[]): Promise<PreparedRun> {
  const { tenantId } = run;
  const definition = await deps.preparer.definition(tenantId, run);
  const input = runInput.parse(run.input);
  const [tools, knowledge, history, model] = await Promise.all([
    deps.tools.bind(tenantId, definition.tool_ids),
    deps.knowledge.bind(tenantId, definition.knowledge_base_ids),
    deps.preparer.history(tenantId, run),
    describeModel(deps.models, tenantId, run.modelId ?? definition.model_id),
  ]);
  const pictures = input.attachments.filter((file) => file.key !== undefined);
  const { plan } = buildPlan({
    runId: run.id,
    definition,
    modelId: model.id,
    tools: [...tools, ...knowledge],
    history,
    memory: recordedMemory(events) ?? [],
    input,
    attachments: pictures.map(({ media_type }) => ({ type: 'image', mediaType: media_type, data: new Uint8Array() })),
  });
  return prepareRun(plan, model, '…');
}

/** A model that is gone since is told by its name alone. */
async function describeModel(models: ModelsPort, tenantId: string, modelId: string | null): Promise<ModelDescription> {
  try {
    return (await models.port(tenantId, modelId, { question: '', images: false, tools: false })).describe();
  } catch (error) {
    if (!AppError.is(error)) throw error;
    return { id: modelId ?? '', price: null, contextWindow: null };
  }
}
