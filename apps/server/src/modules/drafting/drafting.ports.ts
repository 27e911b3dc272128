import type { Tx } from '@agentforge/db/database';
import type { LanguageModel } from '@agentforge/plugin-kit/model';
import type { AgentsDoor } from '../agents/index.ts';

export interface NamedThing {
  id: string;
  name: string;
  description: string;
}

/** What of the tenant a draft may name. */
export interface Surroundings {
  tools: readonly NamedThing[];
  bases: readonly NamedThing[];
}

interface NamedThings {
  /** Newest first, a few hundred at most. */
  list(tx: Tx): Promise<NamedThing[]>;
}

/** What this room needs of others. */
export interface DraftingDeps {
  agents: Pick<AgentsDoor, 'createDraft' | 'editable'>;
  tools: NamedThings;
  knowledge: NamedThings;
  models: {
    /** Opens its own transactions. Throws `model_missing` in plain words when none can be used. */
    candidates(tenantId: string, wanted: string | null): Promise<{ model: LanguageModel }[]>;
  };
}
