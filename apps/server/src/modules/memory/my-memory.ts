import {
  correctMemory,
  eraseMemory,
  forgetMemory,
  listMemory,
  type Memory,
} from '@agentforge/contracts/memory/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import type { VerbContext } from '../../platform/context.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import type { MemoryAgentsPort } from './memory.ports.ts';
import { correctRow, eraseRows, listMemories, type MemoryRow, type Owner } from './memory.repository.ts';

export function memoryVerbs(agents: MemoryAgentsPort): Verb[] {
  const ownerOf = async (context: VerbContext, agentId: string): Promise<Owner> => {
    if (!(await agents.existing(context.tx, [agentId])).has(agentId)) throw notFound('agent');
    return { userId: context.requireUserId(), agentId };
  };
  return [
    verb(listMemory, async (context, { params }) => {
      const rows = await listMemories(context.tx, await ownerOf(context, params.agent_id));
      return { data: rows.map(present), next_cursor: null };
    }),
    verb(forgetMemory, async (context, { params }) => {
      const count = await eraseRows(context.tx, await ownerOf(context, params.agent_id), null);
      context.audit({ resource: { kind: 'agents', id: params.agent_id }, details: { erased: count } });
      return undefined;
    }),
    verb(correctMemory, async (context, { params, body }) => {
      const owner = await ownerOf(context, params.agent_id);
      const row = await correctRow(context.tx, owner, params.memory_id, body.text);
      if (!row) throw notFound('memory');
      context.audit({ resource: { kind: 'memories', id: row.id } });
      return present(row);
    }),
    verb(eraseMemory, async (context, { params }) => {
      const owner = await ownerOf(context, params.agent_id);
      if ((await eraseRows(context.tx, owner, params.memory_id)) === 0) throw notFound('memory');
      context.audit({ resource: { kind: 'memories', id: params.memory_id } });
      return undefined;
    }),
  ];
}

function present(row: MemoryRow): Memory {
  return {
    id: row.id,
    agent_id: row.agentId,
    text: row.text,
    source: row.runId === null || row.messageId === null ? null : { run_id: row.runId, message_id: row.messageId },
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
