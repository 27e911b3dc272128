import type { Tx } from '@agentforge/db/database';
import { AppError } from '@agentforge/kernel/errors';
import { destinationsOf } from '../../platform/credential-binding.ts';
import type { EgressGuard } from '../../platform/egress/egress.ts';
import type { ToolAgents, ToolKnowledge } from './tools.ports.ts';

/**
 * Judges every address of a config before it is saved. Throws `destination_refused` naming the field. Looks names up, so it
 * runs before the transaction.
 */
export async function checkAddresses(egress: EgressGuard, config: Record<string, unknown> | undefined): Promise<void> {
  for (const name of destinationsOf(config ?? {}).keys()) {
    try {
      await egress.checkUrl(String(config?.[name]));
    } catch (error) {
      if (!AppError.is(error) || error.code !== 'destination_refused') throw error;
      const message = error.detail ?? 'may not be reached from here';
      throw new AppError('destination_refused', {
        detail: message,
        errors: [{ path: `config.${name}`, message }],
        cause: error,
      });
    }
  }
}

/** What a config names must be there; an absent one and another organization's read the same. */
export async function checkNamed(
  tx: Tx,
  { knowledge, agents }: { knowledge: ToolKnowledge; agents: ToolAgents },
  config: Record<string, unknown>,
): Promise<void> {
  await checkKnowledgeBase(tx, knowledge, config);
  const id = config['agent_id'];
  if (typeof id !== 'string' || (await agents.existing(tx, [id])).has(id)) return;
  const message = 'There is no such agent, or you may not see it.';
  throw new AppError('rule_broken', { detail: message, errors: [{ path: 'config.agent_id', message }] });
}

/** An absent knowledge base and another organization's read the same. */
async function checkKnowledgeBase(tx: Tx, knowledge: ToolKnowledge, config: Record<string, unknown>): Promise<void> {
  const id = config['knowledge_base_id'];
  if (typeof id !== 'string' || (await knowledge.existing(tx, [id])).has(id)) return;
  const message = 'There is no such knowledge base, or you may not see it.';
  throw new AppError('rule_broken', { detail: message, errors: [{ path: 'config.knowledge_base_id', message }] });
}
