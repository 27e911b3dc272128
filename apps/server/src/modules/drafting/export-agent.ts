import { exportAgent } from '@agentforge/contracts/agents/endpoints';
import { Streamed, streamVerb, type Verb } from '../../platform/verb.ts';
import { fileText, toFile } from './agent-file.ts';
import type { DraftingDeps } from './drafting.ports.ts';
import { surroundings } from './surroundings.ts';

const mediaTypes = { yaml: 'application/yaml; charset=utf-8', json: 'application/json; charset=utf-8' };

/** A file holds the whole prompt, so it is for those who may edit. */
export function exportAgentVerb(deps: DraftingDeps): Verb {
  return streamVerb(exportAgent, async (context, { params, query }) => {
    const { slug, text } = await context.transaction(async (own) => {
      const agent = await deps.agents.editable(own, params.agent_id);
      own.audit({ resource: { kind: 'agents', id: agent.agentId }, details: { format: query.format } });
      const file = toFile(agent.definition, await surroundings(own.tx, deps));
      return { slug: agent.slug, text: fileText(file, query.format) };
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
