import {
  correctMemory,
  eraseMemory,
  forgetMemory,
  listMemory,
  memoryOfRun,
  pauseMemory,
  undoMemory,
} from '@agentforge/contracts/memory/endpoints';
import { notFound } from '@agentforge/kernel/errors';
import type { Vault } from '../../platform/vault/vault.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import { sealValues } from './hidden-values.ts';
import { ownerOf } from './memory.policy.ts';
import type { MemoryAgentsPort } from './memory.ports.ts';
import { correctRow, eraseRows, listMemories, memoriesOfRun, undoRow } from './memory.repository.ts';
import { setPaused } from './memory-pauses.repository.ts';
import type { MemoryQueue } from './memory-queue.ts';
import { findOwnMemoryRun } from './memory-runs.repository.ts';
import { presentMemory } from './memory-view.ts';
import { checkedText } from './written-text.ts';

export interface MyMemoryDeps {
  agents: MemoryAgentsPort;
  vault: Vault;
  queue: MemoryQueue;
  /** This process knows that the tenant has memories. */
  keptIn(tx: VerbTx, tenantId: string): void;
}

type VerbTx = Parameters<typeof listMemories>[0];

/** What a person sees and does with what one agent remembers of them. */
export function memoryVerbs(deps: MyMemoryDeps): Verb[] {
  const { agents, vault } = deps;
  return [
    verb(listMemory, async (context, { params }) => {
      const { owner } = await ownerOf(context, agents, params.agent_id);
      const rows = await listMemories(context.tx, owner);
      const data = await Promise.all(rows.map((row) => presentMemory(vault, context.tx, context.tenantId, row)));
      return { data, next_cursor: null };
    }),
    verb(forgetMemory, async (context, { params }) => {
      const { owner } = await ownerOf(context, agents, params.agent_id);
      const count = await eraseRows(context.tx, owner, null);
      context.audit({ resource: { kind: 'agents', id: params.agent_id }, details: { erased: count } });
      return undefined;
    }),
    correctVerb(deps),
    verb(eraseMemory, async (context, { params }) => {
      const { owner } = await ownerOf(context, agents, params.agent_id);
      if ((await eraseRows(context.tx, owner, params.memory_id)) === 0) throw notFound('memory');
      context.audit({ resource: { kind: 'memories', id: params.memory_id } });
      return undefined;
    }),
    verb(undoMemory, async (context, { params }) => {
      const { owner } = await ownerOf(context, agents, params.agent_id);
      if (!(await undoRow(context.tx, owner, params.memory_id))) throw notFound('memory');
      context.audit({ resource: { kind: 'memories', id: params.memory_id } });
      return undefined;
    }),
    verb(memoryOfRun, async (context, { params, query }) => {
      const { owner } = await ownerOf(context, agents, params.agent_id);
      const run = await findOwnMemoryRun(context.tx, owner, query.run_id);
      const rows = await memoriesOfRun(context.tx, owner, query.run_id);
      const data = await Promise.all(rows.map((row) => presentMemory(vault, context.tx, context.tenantId, row)));
      const state = run?.state === 'pending' ? ('pending' as const) : ('done' as const);
      return { state, data, held: run?.held ?? [] };
    }),
    verb(pauseMemory, async (context, { params, body }) => {
      const { owner } = await ownerOf(context, agents, params.agent_id);
      await setPaused(context.tx, context.tenantId, owner, body.paused);
      context.audit({ resource: { kind: 'agents', id: params.agent_id }, details: { paused: body.paused } });
      return { paused: body.paused };
    }),
  ];
}

function correctVerb({ agents, vault, queue }: MyMemoryDeps): Verb {
  return verb(correctMemory, async (context, { params, body }) => {
    const { tx, tenantId } = context;
    const { owner, agent } = await ownerOf(context, agents, params.agent_id);
    const { text, values } = checkedText(body.text, agent);
    const hiddenValues = await sealValues(vault, tx, { tenantId, row: `memories/${params.memory_id}` }, values);
    const row = await correctRow(tx, owner, params.memory_id, { text, hiddenValues });
    if (!row) throw notFound('memory');
    await queue.embed(tx, { tenantId, ...owner });
    context.audit({ resource: { kind: 'memories', id: row.id } });
    return presentMemory(vault, tx, tenantId, row);
  });
}
