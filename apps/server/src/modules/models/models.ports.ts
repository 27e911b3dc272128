import type { Tx } from '@agentforge/db/database';
import type { TenantContext } from '../../platform/context.ts';

export interface ModelUsageRow {
  /** `<connection>/<model>`. */
  model: string;
  runs: number;
  input_tokens: number;
  output_tokens: number;
  cached_input_tokens: number;
  /** US dollars; null when no price was known. */
  cost_usd: number | null;
  cost_is_lower_bound: boolean;
}

/** What runs have used; the chat provides it. */
export interface RunUsage {
  /** Runs whose model id begins with `prefix`, most expensive model first. Times are RFC 3339, `to` is left out. */
  byModel(tx: Tx, prefix: string, period: { from: string; to: string }): Promise<ModelUsageRow[]>;
}

/** Who uses a model; the agents provide it. */
export interface AgentsUsingModels {
  /** Agents the caller may see whose draft names one of the ids, by id. `null` stands for "names none". */
  naming(
    context: TenantContext & { tx: Tx },
    modelIds: readonly (string | null)[],
  ): Promise<{ modelId: string | null; id: string; name: string }[]>;
}
