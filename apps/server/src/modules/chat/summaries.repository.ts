import type { Tx } from '@agentforge/db/database';
import { and, eq, lt } from 'drizzle-orm';
import { conversationSummaries } from './chat.tables.ts';

export interface KeptSummary {
  text: string;
  labels: readonly unknown[];
}

/** Null also where it reaches behind `beforeId`: what an older run was shown is told without it. */
export async function findSummary(tx: Tx, conversationId: string, beforeId: string): Promise<KeptSummary | null> {
  const [row] = await tx.orm
    .select({ text: conversationSummaries.text, labels: conversationSummaries.labels })
    .from(conversationSummaries)
    .where(and(eq(conversationSummaries.id, conversationId), lt(conversationSummaries.throughMessageId, beforeId)));
  return row ?? null;
}

/** A summary reaches further than the one before it; one that does not was made by a holder that lost its run. */
export async function keepSummary(
  tx: Tx,
  tenantId: string,
  conversationId: string,
  made: { through: string; text: string; labels: readonly unknown[]; model_id: string; runId: string },
): Promise<void> {
  await tx.query(
    `insert into conversation_summaries (tenant_id, id, through_message_id, text, labels, model_id, run_id)
     values ($1,$2,$3,$4,$5,$6,$7)
     on conflict (tenant_id, id) do update set through_message_id = excluded.through_message_id, text = excluded.text,
       labels = excluded.labels, model_id = excluded.model_id, run_id = excluded.run_id, updated_at = now()
       where conversation_summaries.through_message_id < excluded.through_message_id`,
    [tenantId, conversationId, made.through, made.text, JSON.stringify(made.labels), made.model_id, made.runId],
  );
}
