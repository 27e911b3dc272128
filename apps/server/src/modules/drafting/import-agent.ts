import { importAgent } from '@agentforge/contracts/agents/endpoints';
import { AppError } from '@agentforge/kernel/errors';
import { type Verb, verb } from '../../platform/verb.ts';
import { fromFile, readFile } from './agent-file.ts';
import type { DraftingDeps } from './drafting.ports.ts';
import { surroundings } from './surroundings.ts';

/** Always a draft of the caller's own: a file from elsewhere runs nothing before a person published it. */
export function importAgentVerb(deps: DraftingDeps): Verb {
  return verb(importAgent, async (context, { body }) => {
    const given = body.document ?? body.agent;
    if (given === undefined || (body.document !== undefined && body.agent !== undefined)) {
      const errors = [{ path: 'document', message: 'give either a document or an agent' }];
      throw new AppError('invalid_input', { detail: 'Give either the text of the file or its content.', errors });
    }
    const { definition, warnings } = fromFile(readFile(given), await surroundings(context.tx, deps));
    const agent = await deps.agents.createDraft(context, definition, { imported: true, warnings: warnings.length });
    return { agent, warnings };
  });
}
