import { type PiiVault, restore } from '@agentforge/agent-engine/guardrails/vault';
import type { Memory } from '@agentforge/contracts/memory/endpoints';
import type { Tx } from '@agentforge/db/database';
import type { Vault } from '../../platform/vault/vault.ts';
import { openValues } from './hidden-values.ts';
import type { MemoryRow } from './memory.repository.ts';

const kinds = { fact: 'fact', preference: 'preference' } as const;
const hows = { said: 'said', understood: 'understood', written: 'written' } as const;

function oneOf<Value extends string>(known: Readonly<Record<string, Value>>, value: string, other: Value): Value {
  return known[value] ?? other;
}

/** As its person sees it: with their own values. */
export async function presentMemory(vault: Vault, tx: Tx, tenantId: string, row: MemoryRow): Promise<Memory> {
  const values: PiiVault = await openValues(vault, { tenantId, row: `memories/${row.id}` }, row.hiddenValues, tx);
  return {
    id: row.id,
    agent_id: row.agentId,
    text: restore(row.text, values),
    kind: oneOf(kinds, row.kind, 'fact'),
    how: oneOf(hows, row.how, 'said'),
    source:
      row.runId === null || row.messageId === null
        ? null
        : { run_id: row.runId, message_id: row.messageId, conversation_id: row.conversationId },
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
