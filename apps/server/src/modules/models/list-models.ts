import { listModels } from '@agentforge/contracts/models/endpoints';
import type { ModelInfo } from '@agentforge/plugin-kit/provider';
import { streamVerb, type Verb } from '../../platform/verb.ts';
import type { ConnectionFacts, Connections } from './connections.ts';
import type { ModelListing } from './model-listing.ts';

export function listModelsVerb(connections: Connections, listing: ModelListing): Verb {
  return streamVerb(listModels, async (context, { query }) => {
    const facts = await connections.list(context.tenantId);
    const lists = await Promise.all(
      facts.map(async (one) => (await listing.modelsOf(context.tenantId, one)).map((info) => presentModel(one, info))),
    );
    const data = lists.flat().filter((model) => query.kind === undefined || model.kind === query.kind);
    return { data, next_cursor: null };
  });
}

export function presentModel(facts: Pick<ConnectionFacts, 'name' | 'plugin'>, info: ModelInfo) {
  return {
    id: `${facts.name}/${info.model}`,
    provider: facts.name,
    provider_type: facts.plugin.manifest.type,
    name: info.model,
    kind: info.kind,
    capabilities: {
      tools: info.capabilities.tools,
      vision: info.capabilities.vision,
      pdf: info.capabilities.pdf,
      json_schema: info.capabilities.jsonSchema,
      reasoning: info.capabilities.reasoning,
    },
    context_window: info.contextWindow,
    max_output_tokens: info.maxOutputTokens,
    price:
      info.price === null
        ? null
        : { input: info.price.input, output: info.price.output, cached_input: info.price.cachedInput },
    retires_on: info.retiresOn,
    successor: info.successor,
  };
}
