import { rememberThis } from '@agentforge/contracts/memory/endpoints';
import { AppError, notFound } from '@agentforge/kernel/errors';
import { newId } from '@agentforge/kernel/ids';
import { assertInvariant } from '@agentforge/kernel/trust';
import type { VerbContext } from '../../platform/context.ts';
import { type Verb, verb } from '../../platform/verb.ts';
import { sealValues } from './hidden-values.ts';
import { ownerOf } from './memory.policy.ts';
import type { MemoryRunsPort } from './memory.ports.ts';
import { capMemories, keepMemory, type Owner } from './memory.repository.ts';
import { findOwnMemoryRun, keepHeld } from './memory-runs.repository.ts';
import { presentMemory } from './memory-view.ts';
import type { MyMemoryDeps } from './my-memory.ts';
import { statementsOf, topicOf } from './statements.ts';
import { checkedText } from './written-text.ts';

const nowhere = { conversationId: null, runId: null, messageId: null };

/** In the person's own words, or what a run held back for them to say: an explicit wish, so nothing is asked of a model. */
export function rememberThisVerb({
  agents,
  runs,
  vault,
  queue,
  keptIn,
}: MyMemoryDeps & { runs: MemoryRunsPort }): Verb {
  return verb(rememberThis, async (context, { params, body }) => {
    const { tx, tenantId } = context;
    const { owner, agent } = await ownerOf(context, agents, params.agent_id);
    if (!agent.memory_enabled)
      throw new AppError('rule_broken', { detail: 'This agent does not remember. Its makers can switch memory on.' });
    const { text, values } = checkedText(body.text, agent);
    const source = body.run_id === undefined ? nowhere : await saidIn(context, runs, owner, body.run_id, body.text);
    const id = newId('memory');
    const hiddenValues = await sealValues(vault, tx, { tenantId, row: `memories/${id}` }, values);
    const [statement] = statementsOf(text);
    const what = { kind: statement?.kind ?? ('fact' as const), topic: statement?.topic ?? topicOf(text) };
    const row = await keepMemory(tx, tenantId, owner, { id, ...what, how: 'written', text, hiddenValues, ...source });
    assertInvariant(row, 'a kept memory is there');
    await capMemories(tx, owner);
    await queue.embed(tx, { tenantId, ...owner });
    keptIn(tx, tenantId);
    context.audit({ resource: { kind: 'memories', id: row.id } });
    return presentMemory(vault, tx, tenantId, row);
  });
}

/** Where it was said; a sentence that was held there is held no more. Throws `not_found` for another's run. */
async function saidIn({ tx }: VerbContext, runs: MemoryRunsPort, owner: Owner, runId: string, text: string) {
  const run = await runs.find(tx, runId);
  if (run?.userId !== owner.userId || run.agentId !== owner.agentId) throw notFound('run');
  const noted = await findOwnMemoryRun(tx, owner, runId);
  if (noted) {
    const held = noted.held.filter((one) => one !== text);
    await keepHeld(tx, runId, held);
  }
  return { conversationId: run.conversationId, runId, messageId: run.userMessageId };
}
