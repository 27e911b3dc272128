import { exportAgent } from '@agentforge/contracts/agents/endpoints';
import { AppError } from '@agentforge/kernel/errors';
import { Streamed, streamVerb, type Verb } from '../../platform/verb.ts';
import type { AgentDeps } from './agent-deps.ts';
import { fileText, toFile } from './agent-file.ts';
import { requireVisible } from './agents.policy.ts';
import { findAgent } from './agents.repository.ts';
import { surroundings } from './surroundings.ts';

const mediaTypes = { yaml: 'application/yaml; charset=utf-8', json: 'application/json; charset=utf-8' };

/** A file holds the whole prompt, so it is for those who may edit. */
export function exportAgentVerb(deps: AgentDeps): Verb {
  return streamVerb(exportAgent, async (context, { params, query }) => {
    const { slug, text } = await context.transaction(async (own) => {
      const row = requireVisible(own, await findAgent(own.tx, params.agent_id));
      if (!own.can('agents:write')) {
        throw new AppError('forbidden', { detail: 'Only people who may edit agents can export them.' });
      }
      own.audit({ resource: { kind: 'agents', id: row.id }, details: { format: query.format } });
      const file = toFile(row.definition, await surroundings(own.tx, deps));
      return { slug: row.slug, text: fileText(file, query.format) };
    });
    return new Streamed(mediaTypes[query.format], onePiece(text), {
      'content-disposition': `attachment; filename="${slug}.agent.${query.format}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });
}

async function* onePiece(text: string): AsyncGenerator<string> {
  yield text;
}
