import type { Tx } from '@agentforge/db/database';
import type { TenantContext } from '../../platform/context.ts';

type Caller = TenantContext & { tx: Tx };

/** One count per room; each is asked only when the caller holds the right for it. */
export interface DashboardCounts {
  agents(context: Caller): Promise<{ total: number; published: number }>;
  knowledge(context: Caller): Promise<{ bases: number; documentsReady: number }>;
  tools(context: Caller): Promise<number>;
  /** Conversations of the last seven days that the caller may see. */
  conversations(context: Caller): Promise<number>;
  /** Opens its own transactions. */
  hasRealModel(tenantId: string): Promise<boolean>;
}
