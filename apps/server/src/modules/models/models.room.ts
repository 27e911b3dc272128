import type { ProviderPlugin } from '@agentforge/plugin-kit/provider';
import type { Room } from '../../platform/room.ts';
import type { PlatformServices } from '../../platform/services.ts';
import { ModelChooser } from './choose-model.ts';
import { Connections, type FixedConnection } from './connections.ts';
import { createProviderVerb } from './create-provider.ts';
import { deleteProviderVerb } from './delete-provider.ts';
import { environmentConnections } from './environment-connections.ts';
import { getProviderVerb } from './get-provider.ts';
import { listModelsVerb } from './list-models.ts';
import { listProviderTypesVerb } from './list-provider-types.ts';
import { listProvidersVerb } from './list-providers.ts';
import { ModelListing } from './model-listing.ts';
import { getModelRoutesVerb, putModelRoutesVerb } from './model-routes.ts';
import { testProviderVerb } from './test-provider.ts';
import { updateProviderVerb } from './update-provider.ts';

export interface ModelsDeps extends Pick<PlatformServices, 'database' | 'egress' | 'vault' | 'logger' | 'clock'> {
  plugins: readonly ProviderPlugin[];
  variables: Readonly<Record<string, string | undefined>>;
}

/** What other rooms ask of models: `chooser` gives callable models. */
export interface ModelsDoor {
  chooser: ModelChooser;
  /** Whether anything but the demo model is connected. */
  hasRealModel(tenantId: string): Promise<boolean>;
}

export function createModelsRoom(deps: ModelsDeps): { room: Room; door: ModelsDoor } {
  const plugins = new Map(deps.plugins.map((plugin) => [plugin.manifest.type, plugin]));
  const connections = new Connections(deps, plugins, fixedConnections(deps));
  const listing = new ModelListing(deps.logger);
  const startedAt = new Date(deps.clock.now()).toISOString();
  const verbs = [
    listProviderTypesVerb(connections),
    listProvidersVerb(connections, startedAt),
    getProviderVerb(),
    createProviderVerb(connections, deps.vault),
    updateProviderVerb(connections, deps.vault),
    deleteProviderVerb(),
    testProviderVerb(connections),
    listModelsVerb(connections, listing),
    getModelRoutesVerb(),
    putModelRoutesVerb(),
  ];
  const door: ModelsDoor = {
    chooser: new ModelChooser(deps.database, connections, listing),
    hasRealModel: async (tenantId) =>
      (await connections.list(tenantId)).some((facts) => facts.plugin.manifest.type !== 'demo'),
  };
  return { room: { name: 'models', verbs }, door };
}

function fixedConnections(deps: ModelsDeps): FixedConnection[] {
  const demo = deps.plugins.find((plugin) => plugin.manifest.type === 'demo');
  const builtIn: FixedConnection[] = demo ? [{ name: 'demo', plugin: demo, config: {}, source: 'built-in' }] : [];
  return [...environmentConnections(deps.plugins, deps.variables), ...builtIn];
}
