import type { Tx } from '@agentforge/db/database';
import { and, asc, desc, eq, gt, ilike, lt, sql } from 'drizzle-orm';
import { likePattern } from '../../platform/pagination.ts';
import type { ConversationsPort, MessageEnd } from '../runs/index.ts';
import { conversationSummaries, conversations, messages } from './chat.tables.ts';
import { findSummary, type KeptSummary, keepSummary } from './summaries.repository.ts';

export type ConversationRow = typeof conversations.$inferSelect;
export type MessageRow = typeof messages.$inferSelect;

export interface ConversationFilter {
  userId: string;
  agentId?: string | undefined;
  channel: string;
  limit: number;
  cursor?: string | undefined;
  q?: string | undefined;
}

export async function listConversationRows(tx: Tx, filter: ConversationFilter): Promise<ConversationRow[]> {
  const pattern = likePattern(filter.q);
  return tx.orm
    .select()
    .from(conversations)
    .where(
      and(
        eq(conversations.userId, filter.userId),
        filter.agentId === undefined ? undefined : eq(conversations.agentId, filter.agentId),
        eq(conversations.channel, filter.channel),
        filter.cursor === undefined ? undefined : lt(conversations.id, filter.cursor),
        pattern === null ? undefined : ilike(conversations.title, pattern),
      ),
    )
    .orderBy(desc(conversations.id))
    .limit(filter.limit + 1);
}

/** Only one's own: conversations are private to the person who has them. */
export async function findConversation(tx: Tx, id: string, userId: string): Promise<ConversationRow | null> {
  const [row] = await tx.orm
    .select()
    .from(conversations)
    .where(and(eq(conversations.id, id), eq(conversations.userId, userId)));
  return row ?? null;
}

export async function insertConversation(
  tx: Tx,
  row: {
    tenantId: string;
    id: string;
    agentId: string;
    userId: string;
    title: string;
    channel: string;
    piiVault: string | null;
  },
): Promise<void> {
  await tx.query(
    `insert into conversations (tenant_id, id, agent_id, user_id, title, channel, messages_count, pii_vault)
     values ($1,$2,$3,$4,$5,$6,2,$7)`,
    [row.tenantId, row.id, row.agentId, row.userId, row.title, row.channel, row.piiVault],
  );
}

export async function touchConversation(tx: Tx, tenantId: string, id: string, piiVault: string | null): Promise<void> {
  await tx.query(
    `update conversations set messages_count = messages_count + 2, updated_at = now(), pii_vault = coalesce($3, pii_vault)
      where tenant_id = $1 and id = $2`,
    [tenantId, id, piiVault],
  );
}

export async function readVault(tx: Tx, conversationId: string): Promise<string | null> {
  const { rows } = await tx.query<{ pii_vault: string | null }>('select pii_vault from conversations where id = $1', [
    conversationId,
  ]);
  return rows[0]?.pii_vault ?? null;
}

export async function keepVault(tx: Tx, tenantId: string, id: string, piiVault: string | null): Promise<void> {
  await tx.query('update conversations set pii_vault = $3 where tenant_id = $1 and id = $2', [tenantId, id, piiVault]);
}

export async function renameConversation(tx: Tx, id: string, title: string): Promise<ConversationRow | null> {
  const [row] = await tx.orm
    .update(conversations)
    .set({ title, updatedAt: sql`now()` })
    .where(eq(conversations.id, id))
    .returning();
  return row ?? null;
}

export async function deleteConversationRow(tx: Tx, id: string): Promise<void> {
  await tx.orm.delete(conversations).where(eq(conversations.id, id));
}

/** The person's message and the empty one its answer grows in. Answers when they were made. */
export async function insertExchange(
  tx: Tx,
  exchange: {
    tenantId: string;
    conversationId: string;
    runId: string;
    userMessageId: string;
    messageId: string;
    content: string;
    attachments: readonly unknown[];
    guardrails: readonly unknown[];
  },
): Promise<string> {
  const { rows } = await tx.query<{ created_at: string }>(
    `insert into messages (tenant_id, id, conversation_id, run_id, role, content, status, citations, tool_calls, attachments, guardrails)
     values ($1,$2,$3,$4,'user',$5,'complete','[]','[]',$6,$7), ($1,$8,$3,$4,'assistant','','streaming','[]','[]','[]','[]')
     returning created_at`,
    [
      exchange.tenantId,
      exchange.userMessageId,
      exchange.conversationId,
      exchange.runId,
      exchange.content,
      JSON.stringify(exchange.attachments),
      JSON.stringify(exchange.guardrails),
      exchange.messageId,
    ],
  );
  return rows[0]?.created_at ?? '';
}

export async function settleMessage(tx: Tx, tenantId: string, id: string, end: MessageEnd): Promise<void> {
  await tx.query(
    `update messages set content = $3, status = $4, citations = $5, tool_calls = $6, guardrails = $7, error = $8, labels = $9, fallbacks = $10, updated_at = now()
      where tenant_id = $1 and id = $2`,
    [
      tenantId,
      id,
      end.content,
      end.status,
      JSON.stringify(end.citations),
      JSON.stringify(end.toolCalls),
      JSON.stringify(end.guardrails),
      end.error,
      JSON.stringify(end.labels),
      JSON.stringify(end.fallbacks),
    ],
  );
}

export async function listMessages(tx: Tx, conversationId: string): Promise<MessageRow[]> {
  return tx.orm
    .select()
    .from(messages)
    .where(eq(messages.conversationId, conversationId))
    .orderBy(asc(messages.id))
    .limit(2000);
}

/** The history of a run: the newest `limit` messages before `beforeId`, oldest first, and what those before were about. */
export async function historyBefore(
  tx: Tx,
  conversationId: string,
  beforeId: string,
  limit: number,
): Promise<{ turns: MessageRow[]; summary: KeptSummary | null }> {
  const through = tx.orm
    .select({ id: conversationSummaries.throughMessageId })
    .from(conversationSummaries)
    .where(and(eq(conversationSummaries.id, conversationId), lt(conversationSummaries.throughMessageId, beforeId)));
  const [rows, summary] = await Promise.all([
    tx.orm
      .select()
      .from(messages)
      .where(
        and(
          eq(messages.conversationId, conversationId),
          lt(messages.id, beforeId),
          gt(messages.id, sql`coalesce((${through}), '')`),
        ),
      )
      .orderBy(desc(messages.id))
      .limit(limit),
    findSummary(tx, conversationId, beforeId),
  ]);
  return { turns: rows.toReversed(), summary };
}

/** A person's own message as it is kept; null when it is gone. */
export async function userMessageText(tx: Tx, id: string): Promise<string | null> {
  const row = await findMessage(tx, id);
  return row?.role === 'user' ? row.content : null;
}

export async function findMessage(tx: Tx, id: string): Promise<MessageRow | null> {
  const [row] = await tx.orm.select().from(messages).where(eq(messages.id, id));
  return row ?? null;
}

export async function keepFeedback(
  tx: Tx,
  id: string,
  rating: string | null,
  comment: string,
): Promise<MessageRow | null> {
  const [row] = await tx.orm
    .update(messages)
    .set({ feedback: rating, feedbackComment: comment || null, updatedAt: sql`now()` })
    .where(eq(messages.id, id))
    .returning();
  return row ?? null;
}

/** One's own of the last seven days, without those of trying agents out. */
export async function countRecentConversations(tx: Tx, userId: string): Promise<number> {
  const rows = await tx.orm
    .select({ total: sql<number>`count(*)::int` })
    .from(conversations)
    .where(
      and(
        eq(conversations.userId, userId),
        eq(conversations.channel, 'chat'),
        sql`${conversations.createdAt} > now() - interval '7 days'`,
      ),
    );
  return rows[0]?.total ?? 0;
}

/** What runs need of the conversation they answer in. */
export const conversationsOfRuns: ConversationsPort = {
  historyBefore,
  readVault,
  keepVault,
  settleMessage,
  keepSummary,
};
