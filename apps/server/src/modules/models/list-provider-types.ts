import { listProviderTypes } from '@agentforge/contracts/models/endpoints';
import { configJsonSchema } from '@agentforge/plugin-kit/manifest';
import type { ProviderPlugin } from '@agentforge/plugin-kit/provider';
import { type Verb, verb } from '../../platform/verb.ts';
import type { Connections } from './connections.ts';

export function listProviderTypesVerb(connections: Connections): Verb {
  return verb(listProviderTypes, async () => ({
    data: [...connections.plugins.values()].filter((plugin) => plugin.manifest.type !== 'demo').map(present),
    next_cursor: null,
  }));
}

function present({ manifest, config }: ProviderPlugin) {
  return {
    type: manifest.type,
    name: manifest.name,
    description: manifest.description,
    icon: manifest.icon,
    local: manifest.local,
    capabilities: {
      chat: manifest.capabilities.chat,
      embeddings: manifest.capabilities.embeddings,
      lists_models: manifest.capabilities.listsModels,
    },
    config_schema: configJsonSchema(config),
  };
}
