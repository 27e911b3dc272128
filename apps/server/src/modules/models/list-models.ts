import { listModels } from '@agentforge/contracts/models/endpoints';
import type { ModelInfo } from '@agentforge/plugin-kit/provider';
import { streamVerb, type Verb } from '../../platform/verb.ts';
import type { ConnectionFacts, Connections } from './connections.ts';
import { parametersOf } from './known-model.ts';
import type { ModelListing } from './model-listing.ts';
import { isAllowed } from './model-policy.ts';
import { type ModelSettings, readModelSettings } from './tenant-settings.ts';

export interface ListedModel {
  facts: ConnectionFacts;
  info: ModelInfo;
  id: string;
}

export function listModelsVerb(connections: Connections, listing: ModelListing): Verb {
  return streamVerb(listModels, async (context, { query }) => {
    const settings = await context.transaction((own) => readModelSettings(own.tx));
    const models = await usableModels(settings, connections, listing);
    const data = models.filter(({ info }) => query.kind === undefined || info.kind === query.kind).map(presentModel);
    return { data, next_cursor: null };
  });
}

/** Every model the tenant may use. Asks each connection, at the same time, for a few seconds at most. */
export async function usableModels(
  settings: ModelSettings,
  connections: Connections,
  listing: ModelListing,
): Promise<ListedModel[]> {
  const lists = await Promise.all(
    connections.list(settings).map(async (facts) => {
      const models = await listing.modelsOf(facts);
      return models.map((info) => ({ facts, info, id: `${facts.name}/${info.model}` }));
    }),
  );
  return lists.flat().filter(({ id }) => isAllowed(settings.policy, id));
}

function presentModel({ facts, info, id }: ListedModel) {
  const { capabilities, price } = info;
  return {
    id,
    provider: facts.name,
    provider_type: facts.plugin.manifest.type,
    name: info.model,
    kind: info.kind,
    capabilities: {
      tools: capabilities.tools,
      vision: capabilities.vision,
      pdf: capabilities.pdf,
      json_schema: capabilities.jsonSchema,
      reasoning: capabilities.reasoning,
    },
    context_window: info.contextWindow,
    max_output_tokens: info.maxOutputTokens,
    price: price === null ? null : { input: price.input, output: price.output, cached_input: price.cachedInput },
    released_on: info.releasedOn,
    retires_on: info.retiresOn,
    successor: info.successor,
    parameters: parametersOf(facts, info),
    dimensions: info.dimensions ?? null,
    dimension_choices: [...(info.dimensionChoices ?? [])],
    custom: facts.custom.some((custom) => custom.model === info.model),
  };
}
