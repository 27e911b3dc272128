import type { AgentDefinition } from '@agentforge/contracts/agents/schemas';
import type { Tx } from '@agentforge/db/database';
import type { FieldError } from '@agentforge/kernel/errors';
import type { LanguageModel } from '@agentforge/plugin-kit/model';

export interface NamedThing {
  id: string;
  name: string;
  description: string;
}

/** Tools and knowledge bases as agents see them; their rooms provide it. */
export interface NamedThings {
  /** Those of the ids that the tenant has. */
  existing(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Newest first, a few hundred at most. */
  list(tx: Tx): Promise<NamedThing[]>;
}

/** Users and roles that may be named as approvers. */
export interface Approvers {
  existing(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** Models as agents see them. */
export interface AgentModels {
  /** Opens its own transactions. Throws `model_missing` in plain words when none can be used. */
  candidates(tenantId: string, wanted: string | null): Promise<{ model: LanguageModel }[]>;
  /** Settings the model lacks and models that are not allowed, by field, as far as it is known without asking a provider. */
  agentErrors(tx: Tx, agent: Pick<AgentDefinition, 'model_id' | 'parameters'>): Promise<FieldError[]>;
}
