import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import { AppError, type FieldError } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import type { TenantContext, VerbContext } from '../../platform/context.ts';
import { userIdOf } from './agents.policy.ts';
import type { AgentDeps } from './agents.ports.ts';
import { type AgentRow, updateAgentRow } from './agents.repository.ts';
import { missingReferences } from './check-references.ts';
import { hashOf } from './definition.ts';
import { insertVersion, type VersionRow } from './versions.repository.ts';

/** Whether a model can be opened; found out before the transaction, for it may ask the provider. */
export interface ModelCheck {
  modelId: string | null;
  problem: string | null;
}

export async function checkModel(deps: AgentDeps, tenantId: string, modelId: string | null): Promise<ModelCheck> {
  try {
    await deps.models.candidates(tenantId, modelId);
    return { modelId, problem: null };
  } catch (error) {
    if (!AppError.is(error)) throw error;
    return { modelId, problem: error.detail ?? error.message };
  }
}

/** Freezes a definition as the next version and makes it live. `row` is locked. Throws `rule_broken` listing what is missing. */
export async function publishDefinition(
  context: VerbContext,
  deps: AgentDeps,
  row: AgentRow,
  definition: AgentDefinition,
  options: { note: string; model: ModelCheck },
): Promise<{ agent: AgentRow; version: VersionRow }> {
  if (options.model.modelId !== definition.model_id) {
    throw new AppError('conflict', { detail: 'Someone changed the model of this agent just now. Publish again.' });
  }
  await requirePublishable(context, deps, definition, options.model);
  const number = row.lastVersion + 1;
  const version = await insertVersion(context.tx, {
    tenantId: context.tenantId,
    id: newId('agentVersion'),
    agentId: row.id,
    version: number,
    definition,
    note: options.note,
    publishedBy: userIdOf(context),
    publishedByLabel: labelOf(context),
  });
  const hash = hashOf(definition);
  const agent = await updateAgentRow(context.tx, row.id, {
    definition,
    draftHash: hash,
    liveHash: hash,
    liveVersion: number,
    lastVersion: number,
    status: 'active',
  });
  await context.emit({ type: 'agent.published', data: { agent_id: row.id, version: number } });
  return { agent, version };
}

async function requirePublishable(
  context: VerbContext,
  deps: AgentDeps,
  definition: AgentDefinition,
  model: ModelCheck,
): Promise<void> {
  const errors: FieldError[] = [];
  if (definition.goal === '') errors.push({ path: 'goal', message: 'Say what the agent is for.' });
  if (model.problem !== null) errors.push({ path: 'model_id', message: model.problem });
  const fields = ['tool_ids', 'knowledge_base_ids', 'approval_policy', 'parameters'];
  errors.push(...(await missingReferences(context.tx, deps, definition, fields)));
  if (errors.length === 0) return;
  const missing = [...new Set(errors.map((error) => error.message))].join(' ');
  throw new AppError('rule_broken', { detail: `This agent cannot be published yet. ${missing}`, errors });
}

function labelOf({ actor }: TenantContext): string {
  switch (actor.kind) {
    case 'user':
      return actor.email;
    case 'api-key':
      return `API key ${actor.name}`;
    default:
      return 'System';
  }
}
