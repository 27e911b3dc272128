import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import type { Tx } from '@agentforge/db/database';
import type { FieldError } from '@agentforge/kernel/errors';
import type { LanguageModel } from '@agentforge/plugin-kit/model';

/** Tools and knowledge bases as agents see them; their rooms provide it. */
interface NamedThings {
  /** Those of the ids that the tenant has. */
  existing(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** Users and roles that may be named as approvers. */
interface Approvers {
  existing(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** Models as agents see them. */
interface AgentModels {
  /** Opens its own transactions. Throws `model_missing` in plain words when none can be used. */
  candidates(tenantId: string, wanted: string | null): Promise<{ model: LanguageModel }[]>;
  /** Settings the model lacks and models that are not allowed, by field, as far as it is known without asking a provider. */
  agentErrors(tx: Tx, agent: Pick<AgentDefinition, 'model_id' | 'parameters'>): Promise<FieldError[]>;
}

/** What this room needs of others. */
export interface AgentDeps {
  tools: NamedThings;
  knowledge: NamedThings;
  models: AgentModels;
  approvers: Approvers;
}
